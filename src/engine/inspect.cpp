#include "engine/inspect.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <iterator>
#include <new>
#include <tuple>

#include "engine/ratchet.hpp"

namespace mana_guard {
namespace {

bool is_asked(const Rule& rule, const Table& table) {
    return (rule.judge != nullptr || rule.judge_registered != nullptr) && rule.kinds.has(table.kind) &&
           rule.facts.overlaps(table.touched) && (!table.is_partition || rule.judges_partitions);
}

bool is_asked(const Rule& rule, const Schema& schema) {
    return rule.judge_schema != nullptr && rule.facts.overlaps(schema.touched);
}

bool is_asked(const Rule& rule, const Definition& definition) {
    return rule.judge_definition != nullptr && rule.kinds.has(definition.kind);
}

bool is_asked(const Rule& rule, const Command& command) {
    return rule.commands.has(command.kind) && rule.kinds.has(command.object->kind);
}

const Table& object_of(const Table& table) {
    return table;
}
const Object& object_of(const Object& object) {
    return object;
}
const Object& object_of(const Command& command) {
    return *command.object;
}

// Calls a rule. One that throws is named, with the way out; what is no std::exception the wall tells without a name.
template <typename Call>
void ask(const Rule& rule, const Call& call) {
    try {
        call();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        throw RuleError(formatted("rule {} {} failed: {}", rule.code, rule.name, error.what()),
                        formatted("SELECT mana_guard.set_rule('{}', 'off') switches it off.", rule.name));
    }
}

// Whether the rule's judgement belongs to this moment. Those of COMMIT are asked before too, of what stands at the end
// of a statement and of a command at its start: what they find makes the object a candidate.
bool is_due(const Change& change, const Rule& rule, const Setting& setting) {
    switch (change.moment) {
        case Moment::Start:
            return setting.timing == Timing::Start || (rule.is_change && setting.timing == Timing::Commit);
        case Moment::Statement:
            return setting.timing != Timing::Start && !rule.is_for_audits &&
                   !(rule.is_change && setting.timing == Timing::Commit);
        case Moment::Commit:
            return setting.timing == Timing::Commit && !rule.is_for_audits;
        case Moment::Audit:
            return !rule.is_change;
    }
    return false;
}

// Asks the rules that are on, and whose turn it is, of one object; `call` hands it over.
template <typename Asked, typename Call>
void ask_rules(const Change& change, const Policy& policy, const Asked& object, Findings& found, const Call& call) {
    const auto rules = catalog();
    const auto& about = object_of(object);
    const Policy::Place place = policy.at(about.schema, about.name, change.actor);
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = *rules[i];
        if (!policy.is_on(i) || !is_asked(rule, object)) continue;
        const Setting& setting = place[i];
        if (setting.severity == Severity::Off || !is_due(change, rule, setting)) continue;
        found.judging(rule, setting, about);
        ask(rule, [&] { call(rule, setting.parameters); });
    }
}

void ask_of_table(const Change& change, const Policy& policy, const Table& table, Findings& found) {
    ask_rules(change, policy, table, found, [&](const Rule& rule, const Parameters& parameters) {
        if (rule.judge != nullptr) {
            rule.judge(table, parameters, found);
        } else if (const Registration* registration = policy.registry().of(table.schema)) {
            rule.judge_registered(table, *registration, parameters, found);
        }
    });
}

void ask_of_schema(const Change& change, const Policy& policy, const Schema& schema, Findings& found) {
    const SchemaContext context{policy.registry().of(schema.schema), change.actor};
    ask_rules(change, policy, schema, found, [&](const Rule& rule, const Parameters& parameters) {
        rule.judge_schema(schema, context, parameters, found);
    });
}

void ask_of_definition(const Change& change, const Policy& policy, const Definition& definition, Findings& found) {
    ask_rules(change, policy, definition, found, [&](const Rule& rule, const Parameters& parameters) {
        rule.judge_definition(definition, parameters, found);
    });
}

void ask_of_object(const Change& change, const Policy& policy, const Object& object, Findings& found) {
    if (object.kind == ObjectKind::Schema) {
        ask_of_schema(change, policy, static_cast<const Schema&>(object), found);
    } else if (all_relations.has(object.kind)) {
        ask_of_table(change, policy, static_cast<const Table&>(object), found);
    } else {
        ask_of_definition(change, policy, static_cast<const Definition&>(object), found);
    }
}

void ask_of_command(const Change& change, const Policy& policy, const Command& command, Findings& found) {
    ask_rules(change, policy, command, found, [&](const Rule& rule, const Parameters& parameters) {
        if (rule.judge_command != nullptr) {
            rule.judge_command(command, parameters, found);
        } else {
            rule.judge_registered_command(command, policy.registry().of(command.object->schema), parameters, found);
        }
    });
}

template <typename Drop>
void erase(std::vector<Finding>& findings, const Drop& drop) {
    std::vector<Finding> kept;
    std::ranges::copy_if(findings, std::back_inserter(kept), std::not_fn(drop));
    findings = std::move(kept);
}

// Whether both speak of the same: the object, its column or part, or a constraint and the column that it begins with.
bool is_of_same(const Finding& stricter, const Finding& finding) {
    if (stricter.object != finding.object) return false;
    if (finding.column != nullptr && finding.column == stricter.part_begins_with) return true;
    return stricter.column == finding.column && stricter.part == finding.part;
}

// One object, one fault, one finding: drops what a more exact rule says of the same object, no milder.
void silence(std::vector<Finding>& findings) {
    erase(findings, [&findings](const Finding& finding) {
        const auto& stricter = finding.rule->yields_to;
        if (stricter.front().empty()) return false;
        return std::ranges::any_of(findings, [&](const Finding& other) {
            return std::ranges::find(stricter, other.rule->name) != stricter.end() && is_of_same(other, finding) &&
                   other.setting->severity >= finding.setting->severity;
        });
    });
}

// Finds each finding's exemption. Those that are exempt are dropped, but for an audit, which shows them.
void exempt(const Change& change, const Policy& policy, std::vector<Finding>& findings) {
    for (Finding& finding : findings) {
        // An index or a constraint is waived as a column is.
        const std::string_view column = finding.column == nullptr ? finding.part : finding.column->name;
        finding.exemption = policy.exemptions().of(
            {*finding.rule, finding.object->schema, finding.object->name, column, finding.value});
        finding.is_exempt = finding.exemption != nullptr && !finding.exemption->has_expired(change.now);
    }
    if (change.moment != Moment::Audit) erase(findings, [](const Finding& finding) { return finding.is_exempt; });
}

void add_once(std::vector<const Object*>& objects, const Object* object) {
    if (std::ranges::find(objects, object) == objects.end()) objects.push_back(object);
}

// Takes out what is judged at COMMIT, and notes its objects.
void defer(Inspection& inspection) {
    erase(inspection.findings, [&inspection](const Finding& finding) {
        if (finding.setting->timing != Timing::Commit) return false;
        add_once(inspection.deferred, finding.object);
        return true;
    });
}

// How strictly a finding is told: what the policy says, a step milder where the next statement may still mend it
// (though what is logged stays so), and no more than the settings allow.
void tell(const Change& change, Finding& finding) {
    Severity told = finding.setting->severity;
    const bool may_be_mended = change.moment == Moment::Commit && change.is_alone && finding.rule->may_be_mended;
    if (may_be_mended && told > Severity::Log) told = stepped(told, -1);
    told = std::min(told, change.most_told);
    finding.is_overridden = told == Severity::Error && !change.override_reason.empty();
    finding.told = finding.is_overridden ? Severity::Warn : told;
}

// What becomes of a finding that held before: whether it is still told of by itself.
bool keeps_existing(Finding& finding, std::vector<Finding>& mentioned) {
    switch (finding.setting->existing) {
        case Existing::Ignore:
            return false;
        case Existing::Notice:
            // What is told to nobody is mentioned to nobody.
            if (finding.told > Severity::Log) mentioned.push_back(finding);
            return false;
        case Existing::Warn:
            finding.told = std::min(finding.told, Severity::Warn);
            finding.is_overridden = false;
            return true;
        case Existing::Enforce:
            return true;
    }
    return true;
}

// Whether the state before decides about the finding.
bool wants_before(const Finding& finding) {
    return !finding.rule->is_change && !finding.object->created && finding.setting->existing != Existing::Enforce;
}

// Sorts out what stood before.
void ratchet(const Change& change, const Policy& policy, Inspection& inspection) {
    const Ratchet before(change, policy, inspection.findings, ask_of_object);
    std::vector<Finding> kept;
    for (Finding& finding : inspection.findings) {
        const bool held = !finding.rule->is_change && before.held_before(finding);
        if (!held || keeps_existing(finding, inspection.mentioned)) kept.push_back(std::move(finding));
    }
    inspection.findings = std::move(kept);
}

}  // namespace

Inspection inspect(const Change& change, const Policy& policy) {
    Findings found;
    for (const Table& table : change.tables) ask_of_table(change, policy, table, found);
    for (const Schema& schema : change.schemas) ask_of_schema(change, policy, schema, found);
    for (const Definition& definition : change.definitions) ask_of_definition(change, policy, definition, found);
    for (const Command& command : change.commands) ask_of_command(change, policy, command, found);
    if (found.all().empty()) return {};

    Inspection inspection{std::move(found.all()), {}, {}, {}};
    std::vector<Finding>& findings = inspection.findings;
    silence(findings);
    exempt(change, policy, findings);
    if (change.moment == Moment::Start || (change.moment == Moment::Statement && !change.is_committed))
        defer(inspection);
    for (Finding& finding : findings) tell(change, finding);
    if (change.moment == Moment::Statement || change.moment == Moment::Commit) {
        if (change.before_is_known) {
            ratchet(change, policy, inspection);
        } else {
            for (const Finding& finding : findings) {
                if (wants_before(finding)) add_once(inspection.wants_before, finding.object);
            }
        }
    }
    erase(findings, [](const Finding& finding) { return finding.told == Severity::Off; });
    std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
        return std::tuple(b.told, a.rule->code) < std::tuple(a.told, b.rule->code);
    });
    return inspection;
}

}  // namespace mana_guard

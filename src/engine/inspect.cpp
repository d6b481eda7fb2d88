#include "engine/inspect.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <iterator>
#include <new>
#include <ranges>
#include <span>
#include <tuple>

#include "engine/offers.hpp"
#include "engine/ratchet.hpp"
#include "report/cure.hpp"
#include "report/definition.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

// What decides which rules are asked about a table.
struct TableAspect {
    ObjectKind kind;
    Facts touched;
    bool is_partition;
};

TableAspect aspect_of(const Table& table) {
    return {table.kind, as_read(table.touched), table.is_partition};
}
// About any other object.
template <typename T>
const T& aspect_of(const T& object) {
    return object;
}

bool is_asked(const ActiveRule& rule, const TableAspect& table) {
    return rule.kinds.has(table.kind) && rule.rule->facts.overlaps(table.touched) &&
           (!table.is_partition || rule.rule->judges_partitions);
}

bool is_asked(const ActiveRule& rule, const Schema& schema) {
    return rule.rule->facts.overlaps(schema.touched);
}

bool is_asked(const ActiveRule& rule, const Definition& definition) {
    return rule.kinds.has(definition.kind);
}

bool is_asked(const ActiveRule& rule, const Command& command) {
    return rule.commands.has(command.kind) && rule.kinds.has(command.object->kind);
}

constexpr Subject subject_of(const Table& /*table*/) {
    return Subject::Relation;
}
constexpr Subject subject_of(const Schema& /*schema*/) {
    return Subject::Schema;
}
constexpr Subject subject_of(const Definition& /*definition*/) {
    return Subject::Definition;
}
constexpr Subject subject_of(const Command& /*command*/) {
    return Subject::Command;
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

constexpr bool is_victim(const Object& /*object*/) {
    return false;
}
constexpr bool is_victim(const Command& command) {
    return victim_kinds.has(command.kind);
}

// Calls a rule. If it throws, the error names the rule and a way out; the wall reports anything but a std::exception
// without the rule's name.
template <typename Call>
void ask(const Rule& rule, const Call& call) {
    try {
        call();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        throw RuleError(formatted("rule {} {} failed: {}", rule.code, rule.name, error.what()),
                        formatted("SELECT mana_guard.set_rule('{}', 'off') turns the rule off.", rule.name));
    }
}

// Whether the rule is checked at this moment. Rules checked at COMMIT are also asked at the end of a statement, and at
// the start of a command: their findings make the object a candidate. What a DROP takes along is known only at the end
// of the statement.
bool is_due(const Change& change, const Rule& rule, const Setting& setting, bool is_victim) {
    switch (change.moment) {
        case Moment::Start:
            return setting.timing == Timing::Start || (rule.is_change && setting.timing == Timing::Commit);
        case Moment::Statement:
            return (setting.timing != Timing::Start || is_victim) && !rule.is_for_audits &&
                   !(rule.is_change && setting.timing == Timing::Commit && !is_victim);
        case Moment::Commit:
            return (setting.timing == Timing::Commit || (rule.waits_in_block && change.in_block)) &&
                   !rule.is_for_audits;
        case Moment::Audit:
            return !rule.is_change;
    }
    return false;
}

bool is_on_and_due(const Change& change, const ActiveRule& active, const Setting& setting, bool is_victim = false) {
    return setting.severity != Severity::Off && is_due(change, *active.rule, setting, is_victim);
}

// Asks the rules that are on and due about one object; `call` passes it to a rule.
template <typename Asked, typename Call>
void ask_rules(const Change& change, const Policy& policy, const Asked& object, Findings& found, const Call& call) {
    const auto& about = object_of(object);
    const Policy::Place place = policy.at(about.schema, about.name, change.actor);
    const auto& aspect = aspect_of(object);
    for (const ActiveRule& active : place.rules(subject_of(object))) {
        if (!is_asked(active, aspect)) continue;
        const Rule& rule = *active.rule;
        const Setting& setting = place[active.number];
        if (!is_on_and_due(change, active, setting, is_victim(object))) continue;
        found.judging(rule, setting, about);
        ask(rule, [&] { call(rule, setting.parameters); });
    }
}

const OwnAnswer* answer_about(const Change& change, const Table& table, const Rule& rule) {
    const auto answer = std::ranges::find_if(change.own_answers, [&](const OwnAnswer& one) {
        return one.question.relation == table.oid && one.question.rule == rule.name;
    });
    return answer == change.own_answers.end() ? nullptr : &*answer;
}

// What the function of an own rule has found; what it found amiss with itself is a finding too.
void take_answer(const Change& change, const Table& table, const Rule& rule, Findings& found) {
    const OwnAnswer* answer = answer_about(change, table, rule);
    if (answer == nullptr) return;
    if (!answer->error.empty()) {
        found.at_object()
            .says("rule {} can't check {kind} {object}: {}", rule.name, answer->error)
            .hint(formatted("SELECT mana_guard.set_rule('{}', 'off') turns the rule off.", rule.name))
            .fails();
        return;
    }
    for (const OwnFinding& one : answer->findings) found.at_named(one.column_name, one.part_name).repeats(one);
}

// Whether something that was added concerns the rule.
bool is_concerned(const Rule& rule, const Table& table, const Parameters& parameters) {
    const auto concerns_column = [&](const Column& column) {
        return column.added && rule.added_column_concerns(column, parameters);
    };
    const auto concerns_index = [&](const Index& index) { return index.created && rule.added_index_concerns(index); };
    const bool asks_columns = table.touched.has(Fact::AddedColumns) && rule.added_column_concerns != nullptr;
    const bool asks_indexes = table.touched.has(Fact::AddedIndexes) && rule.added_index_concerns != nullptr;
    return (asks_columns && std::ranges::any_of(table.columns, concerns_column)) ||
           (asks_indexes && std::ranges::any_of(table.indexes, concerns_index));
}

// Returns whether one of the columns or indexes that were added concerns a rule that has to see more than that. Then
// the relation is checked as if any of its columns and indexes had been touched.
bool ask_of_table(const Change& change, const Policy& policy, const Table& table, Findings& found) {
    bool wants_rest = false;
    const bool is_added_to = table.touched.overlaps(added_facts);
    ask_rules(change, policy, table, found, [&](const Rule& rule, const Parameters& parameters) {
        if (is_added_to && rule.depends_on_added(table.touched)) {
            wants_rest = wants_rest || is_concerned(rule, table, parameters);
        } else if (rule.is_own()) {
            take_answer(change, table, rule, found);
        } else if (rule.judge != nullptr) {
            rule.judge(table, parameters, found);
        } else if (const Registration* registration = policy.registry().of(table.schema)) {
            rule.judge_registered(table, *registration, parameters, found);
        }
    });
    return wants_rest;
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

bool judges_index_names(const Change& change, const Policy& policy, const Command& command) {
    const auto rules = policy.known().all();
    const auto number = static_cast<std::size_t>(std::ranges::find(rules, "index_name", &Rule::name) - rules.begin());
    const Object& object = *command.object;
    if (!policy.is_on(number)) return false;
    return policy.at(object.schema, object.name, change.actor)[number].severity > Severity::Log;
}

void ask_of_command(const Change& change, const Policy& policy, const Command& command, Findings& found) {
    const std::size_t known = found.all().size();
    if (command.kind == CommandKind::CreateIndex) found.judges_index_names(judges_index_names(change, policy, command));
    ask_rules(change, policy, command, found, [&](const Rule& rule, const Parameters& parameters) {
        if (rule.judge_command != nullptr) {
            rule.judge_command(command, parameters, found);
        } else {
            rule.judge_registered_command(command, policy.registry().of(command.object->schema), parameters, found);
        }
    });
    // Those of this command come last.
    for (Finding& finding : std::span(found.all()).subspan(known)) finding.is_assumed = command.is_assumed;
}

template <typename Drop>
void erase(std::vector<Finding>& findings, const Drop& drop) {
    std::vector<Finding> kept;
    std::ranges::copy_if(findings, std::back_inserter(kept), std::not_fn(drop));
    findings = std::move(kept);
}

// Whether both are about the same object, column or part, or about a constraint and its first column.
bool is_of_same(const Finding& stricter, const Finding& finding) {
    if (stricter.object != finding.object) return false;
    if (finding.column != nullptr && finding.column == stricter.part_begins_with) return true;
    return stricter.column == finding.column && stricter.part == finding.part;
}

// Drops a finding if a more exact rule reports the same object at the same or a higher severity.
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

// Looks up each finding's exemption. Exempt findings are dropped, except in an audit, which shows them.
void exempt(const Change& change, const Policy& policy, std::vector<Finding>& findings) {
    for (Finding& finding : findings) {
        // An index or a constraint is waived like a column.
        const std::string_view column = finding.column == nullptr ? finding.part : finding.column->name;
        const auto columns = finding.table == nullptr ? std::span<const Column>() : finding.table->columns;
        finding.exemption = policy.exemptions().of(
            {*finding.rule, finding.object->schema, finding.object->name, column, finding.value, columns});
        finding.is_exempt = finding.exemption != nullptr && !finding.exemption->has_expired(change.now);
    }
    if (change.moment != Moment::Audit) erase(findings, [](const Finding& finding) { return finding.is_exempt; });
}

void add_object(std::vector<const Object*>& objects, const Object* object) {
    if (std::ranges::find(objects, object) == objects.end()) objects.push_back(object);
}

// Whether a later statement of the transaction block may put it right: a warning waits for it, an error doesn't.
bool may_wait(const Change& change, const Finding& finding) {
    return finding.waits && change.in_block && finding.setting->severity < Severity::Error;
}

// Removes findings that are checked at COMMIT, and notes their objects.
void defer(const Change& change, Inspection& inspection) {
    erase(inspection.findings, [&](const Finding& finding) {
        if (finding.setting->timing != Timing::Commit && !may_wait(change, finding)) return false;
        add_object(inspection.deferred, finding.object);
        if (change.details_are_known) inspection.later.push_back(finding);
        return true;
    });
}

// The severity at which a finding is reported: the policy's, a step lower if the next statement may still fix it
// (though log stays log), and no higher than the settings allow.
void tell(const Change& change, Finding& finding) {
    Severity told = finding.setting->severity;
    const bool may_be_mended = change.moment == Moment::Commit && change.is_alone && finding.rule->may_be_mended;
    if (may_be_mended && told > Severity::Log) told = stepped(told, -1);
    told = std::min(told, change.most_told);
    finding.is_overridden = told == Severity::Error && !change.override_reason.empty();
    finding.told = finding.is_overridden ? Severity::Warn : told;
}

// Handles an existing violation: returns whether it is still reported by itself.
bool keeps_existing(Finding& finding, std::vector<Finding>& mentioned) {
    switch (finding.setting->existing) {
        case Existing::Ignore:
            return false;
        case Existing::Notice:
            // What is not reported to the client is not mentioned either.
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

// Whether the finding depends on the state before the command.
bool wants_before(const Finding& finding) {
    return !finding.rule->is_change && !finding.is_failure && !finding.object->created &&
           finding.setting->existing != Existing::Enforce;
}

// Whether messages may need more details than the rules read.
bool wants_details(const Change& change) {
    return !change.details_are_known && (change.moment == Moment::Statement || change.moment == Moment::Commit);
}

// Whether at COMMIT its rule is only asked for what it has waited with.
bool is_told_earlier(const Change& change, const Finding& finding) {
    return change.moment == Moment::Commit && finding.setting->timing != Timing::Commit;
}

// Sorts out existing violations.
void ratchet(const Change& change, const Policy& policy, std::vector<Finding>& findings,
             std::vector<Finding>& mentioned) {
    const Ratchet before(change, policy, findings, ask_of_object);
    std::vector<Finding> kept;
    for (Finding& finding : findings) {
        const bool held = !finding.rule->is_change && !finding.is_failure && before.held_before(finding);
        if (held && is_told_earlier(change, finding)) continue;
        if (!held || keeps_existing(finding, mentioned)) kept.push_back(std::move(finding));
    }
    findings = std::move(kept);
}

std::vector<Finding> ask_of_all(const Change& change, const Policy& policy, bool* wants_rest) {
    Findings found(change.own_schema);
    for (const Table& table : change.tables) *wants_rest |= ask_of_table(change, policy, table, found);
    for (const Schema& schema : change.schemas) ask_of_schema(change, policy, schema, found);
    for (const Definition& definition : change.definitions) ask_of_definition(change, policy, definition, found);
    for (const Command& command : change.commands) ask_of_command(change, policy, command, found);
    return std::move(found.all());
}

// Sorts out existing violations, or asks for the state before.
void weigh_by_before(const Change& change, const Policy& policy, Inspection& inspection) {
    if (change.moment != Moment::Statement && change.moment != Moment::Commit) return;
    if (change.before_is_known) {
        ratchet(change, policy, inspection.findings, inspection.mentioned);
        std::vector<Finding> mentioned;
        ratchet(change, policy, inspection.later, mentioned);
        return;
    }
    for (const Finding& finding : inspection.findings) {
        if (wants_before(finding)) add_object(inspection.wants_before, finding.object);
    }
}

void ask_for_details(const Change& change, Inspection& inspection) {
    const auto& findings = inspection.findings;
    if (!wants_details(change) || !inspection.wants_before.empty()) return;
    if (findings.empty() || findings.front().told <= Severity::Log) return;
    for (const Finding& finding : findings) {
        // A finding about a command needs no further details.
        if (finding.rule->judge_command == nullptr && finding.rule->judge_registered_command == nullptr)
            add_object(inspection.wants_details, finding.object);
    }
}

}  // namespace

void ask_of_object(const Change& change, const Policy& policy, const Object& object, Findings& found) {
    if (object.kind == ObjectKind::Schema) {
        ask_of_schema(change, policy, static_cast<const Schema&>(object), found);
    } else if (all_relations.has(object.kind)) {
        ask_of_table(change, policy, static_cast<const Table&>(object), found);
    } else {
        ask_of_definition(change, policy, static_cast<const Definition&>(object), found);
    }
}

std::vector<Finding> findings_about(const Change& change, const Policy& policy, Draft& draft) {
    // A new name may concern other rules, which rarely ask for another one.
    constexpr int most_rounds = 4;
    Change made = change;
    made.moment = Moment::Statement;
    for (int round = 0;; ++round) {
        Findings found(change.own_schema);
        ask_of_table(made, policy, draft.table(), found);
        std::vector<Finding>& findings = found.all();
        silence(findings);
        exempt(made, policy, findings);
        hold_moves(findings);
        for (Finding& finding : findings) tell(made, finding);
        erase(findings, [](const Finding& finding) { return finding.told < Severity::Warn; });
        if (round == most_rounds || !draft.take_names(findings)) return std::move(findings);
    }
}

std::vector<Asked> questions_about(const Change& change, const Policy& policy) {
    std::vector<Asked> asked;
    if (!policy.known().has_own()) return asked;
    for (const Table& table : change.tables) {
        const Policy::Place place = policy.at(table.schema, table.name, change.actor);
        for (const ActiveRule& active : place.rules(Subject::Relation)) {
            const Rule& rule = *active.rule;
            if (!rule.is_own() || rule.depends_on_added(table.touched)) continue;
            if (!is_asked(active, aspect_of(table))) continue;
            if (!is_on_and_due(change, active, place[active.number])) continue;
            if (answer_about(change, table, rule) == nullptr) asked.push_back({&table, &rule});
        }
    }
    return asked;
}

Inspection inspect(const Change& change, const Policy& policy) {
    Inspection inspection;
    inspection.wants_own = questions_about(change, policy);
    if (!inspection.wants_own.empty()) return inspection;
    std::vector<Finding>& findings = inspection.findings;
    findings = ask_of_all(change, policy, &inspection.wants_rest);
    if (inspection.wants_rest || findings.empty()) return inspection;
    if (!policy.has_exemptions()) {
        inspection.wants_exemptions = true;
        return inspection;
    }
    silence(findings);
    exempt(change, policy, findings);
    erase(findings,
          [&](const Finding& finding) { return is_told_earlier(change, finding) && !may_wait(change, finding); });
    if (change.moment == Moment::Start || (change.moment == Moment::Statement && !change.is_committed))
        defer(change, inspection);
    complete_offers(change, policy, findings);
    for (std::vector<Finding>* some : {&findings, &inspection.later}) {
        for (Finding& finding : *some) tell(change, finding);
    }
    weigh_by_before(change, policy, inspection);
    erase(findings, [](const Finding& finding) { return finding.told == Severity::Off; });
    erase(inspection.later, [](const Finding& finding) { return finding.told < Severity::Warn; });
    std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
        return std::tuple(b.told, a.rule->code) < std::tuple(a.told, b.rule->code);
    });
    ask_for_details(change, inspection);
    return inspection;
}

}  // namespace mana_guard

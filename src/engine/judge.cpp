// The wall: policies and checks.
#include "engine/judge.hpp"

#include <algorithm>
#include <iterator>
#include <memory>

#include "engine/inspect.hpp"
#include "engine/rewrite.hpp"
#include "engine/wall.hpp"
#include "policy/policy.hpp"
#include "report/fixes.hpp"
#include "report/text.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"
#include "text/glob.hpp"

namespace mana_guard {
namespace {

// For a finding about a column, an index or the like, the type of that.
std::string_view type_of_object(const Finding& finding) {
    if (!finding.part_type.empty()) return finding.part_type;
    return finding.column != nullptr ? std::string_view("column") : noun_of(finding.object->kind);
}

bool is_of_column(const Finding& finding) {
    return finding.part_type == "column";
}

std::string_view column_name_of(const Finding& finding) {
    if (finding.column != nullptr) return finding.column->name;
    // An own rule may name one that wasn't read.
    return is_of_column(finding) ? finding.part : std::string_view();
}

// Whether the new name must be free in the schema: that of a constraint without an index is its table's alone.
bool names_relation(const Finding& finding) {
    if (finding.table == nullptr || finding.part.empty()) return true;
    return std::ranges::find(finding.table->indexes, finding.part, &Index::name) != finding.table->indexes.end();
}

FindingRow row_of(const Finding& finding, Allocator allocator) {
    const Message message = describe(finding);
    FindingRow row;
    row.object = finding.object;
    row.code = copied(allocator, finding.rule->code);
    row.rule = copied(allocator, finding.rule->name);
    row.severity = finding.setting->severity;
    row.told = finding.told;
    row.object_type = copied(allocator, type_of_object(finding));
    row.schema_name = copied(allocator, finding.object->schema);
    row.object_name = copied(allocator, finding.object->name);
    row.column_name = copied(allocator, column_name_of(finding));
    if (!is_of_column(finding)) row.part_name = copied(allocator, finding.part);
    row.identity = copied(allocator, finding.object->identity);
    row.message = copied(allocator, message.primary);
    row.detail = copied(allocator, message.detail);
    row.hint = copied(allocator, message.hint);
    row.fix = copied(allocator, fix_of(finding));
    if (names_relation(finding)) row.new_name = copied(allocator, finding.new_name);
    row.new_index = copied(allocator, finding.new_index);
    if (!finding.schema.empty()) row.new_schema = copied(allocator, rules::plain_name(finding.schema));
    row.cure_name = copied(allocator, finding.cure_name);
    row.value = copied(allocator, finding.value);
    if (finding.changed != nullptr || is_missing_column(finding))
        row.new_column = copied(allocator, finding.change.name);
    if (is_missing_column(finding)) row.added_type = copied(allocator, finding.change.type);
    // Under the new name that it gives to a column the fix may have to give it another type too.
    const bool is_retyped = finding.changed != nullptr && (!finding.change.type.empty() || changes_type(finding));
    row.retyped_column = is_retyped ? finding.changed->number : 0;
    if (finding.changed != nullptr && replaces_sequence(finding)) row.numbered_column = finding.changed->number;
    row.is_exempt = finding.is_exempt;
    row.is_overridden = finding.is_overridden;
    return row;
}

// Of a policy that has its exemptions.
std::vector<Finding> findings_of(const Change& change, const Policy& policy) {
    // Without them it throws.
    static_cast<void>(policy.exemptions());
    return inspect(change, policy).findings;
}

// Whether both are of one rule about one part or column.
bool are_of_one_thing(const Finding& one, const Finding& other) {
    const auto number = [](const Finding& finding) { return finding.column == nullptr ? 0 : finding.column->number; };
    return one.rule == other.rule && one.part == other.part && number(one) == number(other);
}

std::span<const FindingRow> rows_of(const std::vector<Finding>& findings, Allocator allocator) {
    return copied_each<FindingRow>(allocator, findings,
                                   [&](const Finding& finding) { return row_of(finding, allocator); });
}

std::span<const Object* const> copied_objects(const std::vector<const Object*>& objects, Allocator allocator) {
    return copied_each<const Object*>(allocator, objects, [](const Object* object) { return object; });
}

std::span<const OwnQuestion> questions_of(const std::vector<Asked>& asked, Allocator allocator) {
    return copied_each<OwnQuestion>(allocator, asked, [&](const Asked& one) {
        const Rule& rule = *one.rule;
        return OwnQuestion{one.object->oid, copied(allocator, rule.name), copied(allocator, rule.own_function_schema),
                           copied(allocator, rule.own_function), copied(allocator, rule.own_role)};
    });
}

// One mention for each object, in their order.
std::span<const Mention> mentions_of(std::vector<Finding>& findings, Allocator allocator) {
    std::ranges::stable_sort(findings, {}, &Finding::object);
    Mention* mentions = allocated<Mention>(allocator, findings.size());
    std::size_t count = 0;
    for (auto first = findings.begin(); first != findings.end();) {
        const auto last = std::ranges::find_if(
            first, findings.end(), [first](const Finding& finding) { return finding.object != first->object; });
        const Message message = mention({first, last});
        std::construct_at(mentions + count++,
                          Mention{first->object, copied(allocator, message.primary), copied(allocator, message.hint)});
        first = last;
    }
    return {mentions, count};
}

void tell_first(const Finding& first, Allocator allocator, Verdict& verdict) {
    verdict.severity = first.told;
    verdict.code = copied(allocator, first.rule->code);
    verdict.rule = copied(allocator, first.rule->name);
    verdict.schema_name = copied(allocator, first.object->schema);
    verdict.table_name = copied(allocator, first.object->name);
    verdict.column_name = copied(allocator, column_name_of(first));
}

// Whether what passes would be refused at COMMIT without the rest of the whole.
bool is_wanted_whole(const Inspection& inspection) {
    const Table* table = inspection.findings.front().table;
    return table != nullptr && !table->created &&
           std::ranges::any_of(inspection.later, [](const Finding& one) { return one.told == Severity::Error; });
}

constexpr std::string_view names_whole = "SELECT mana_guard.last_refusal() returns the whole statement.";

}  // namespace

Outcome compile(const PolicySource& source, Policy** policy, Failure* failure) noexcept {
    return guarded(failure, [&] { *policy = std::make_unique<Policy>(source).release(); });
}

Outcome begin_policy(std::string_view profile, std::span<const RegistryRow> registry, Policy** policy, Failure* failure,
                     std::span<const OwnRuleRow> own_rules) noexcept {
    return guarded(failure, [&] { *policy = std::make_unique<Policy>(profile, registry, own_rules).release(); });
}

Outcome add_row(Policy* policy, const PolicyRow& row, Failure* failure) noexcept {
    return guarded(failure, [&] { policy->add(row); });
}

Outcome finish_policy(Policy* policy, Failure* failure) noexcept {
    return guarded(failure, [&] { policy->finish(); });
}

bool has_exemptions(const Policy* policy) noexcept {
    return policy->has_exemptions();
}

Outcome begin_exemptions(Policy* policy, Failure* failure) noexcept {
    return guarded(failure, [&] { policy->begin_exemptions(); });
}

Outcome add_exemption(Policy* policy, const ExemptionRow& row, Failure* failure) noexcept {
    return guarded(failure, [&] { policy->add(row); });
}

Outcome finish_exemptions(Policy* policy, Failure* failure) noexcept {
    return guarded(failure, [&] { policy->finish_exemptions(); });
}

Outcome check_all(const Policy* policy, Failure* failure) noexcept {
    return guarded(failure, [&] { policy->check(); });
}

bool exemptions_may_follow(const Policy* policy) noexcept {
    return policy->exemptions_may_follow();
}

void release(Policy* policy) noexcept {
    const std::unique_ptr<Policy> owned(policy);
}

std::string_view profile_of(const Policy* policy) noexcept {
    return policy->profile_names();
}

std::size_t count_of_roles(const Policy* policy) noexcept {
    return policy->roles().size();
}

const char* role_of(const Policy* policy, std::size_t number) noexcept {
    return policy->roles()[number].c_str();
}

Facts facts_read(const Policy* policy) noexcept {
    return policy->facts_read();
}

Facts facts_read(const Policy* policy, Facts touched) noexcept {
    return policy->facts_read(touched);
}

Facts facts_enforced(const Policy* policy) noexcept {
    return policy->facts_enforced();
}

Facts facts_read_in_general(const Policy* policy, Facts touched) noexcept {
    return policy->facts_read_in_general(touched);
}

Outcome facts_read_at(const Policy* policy, std::string_view schema, std::string_view object, const Actor& actor,
                      Facts touched, Facts* facts, Failure* failure) noexcept {
    return guarded(failure, [&] { *facts = policy->at(schema, object, actor).facts_read(touched); });
}

CommandKinds commands_judged(const Policy* policy) noexcept {
    return policy->commands_judged();
}

void set_encoding(int (*character_length)(const char* text)) noexcept {
    set_character_length(character_length);
}

SessionFacts session_read(const Policy* policy) noexcept {
    return policy->session_read();
}

Outcome judge(const Change& change, const Policy* policy, Allocator allocator, Verdict* verdict,
              Failure* failure) noexcept {
    Verdict told;
    const Outcome outcome = guarded(failure, [&] {
        Inspection inspection = inspect(change, *policy);
        told.wants_rest = inspection.wants_rest;
        told.wants_exemptions = inspection.wants_exemptions;
        told.wants_own = questions_of(inspection.wants_own, allocator);
        if (told.wants_rest || !told.wants_own.empty() || told.wants_exemptions) return;
        told.wants_before = copied_objects(inspection.wants_before, allocator);
        told.wants_details = copied_objects(inspection.wants_details, allocator);
        if (!told.wants_before.empty() || !told.wants_details.empty()) return;
        told.deferred = copied_objects(inspection.deferred, allocator);
        told.mentions = mentions_of(inspection.mentioned, allocator);
        if (inspection.findings.empty()) return;
        const Whole whole = whole_statement(change, *policy, inspection);
        const Whole shown = is_wanted_whole(inspection) ? whole : Whole();
        const Message message = tell(inspection.findings, change.override_reason, change.is_committed, shown);
        told.message = copied(allocator, message.primary);
        told.detail = copied(allocator, message.detail);
        const bool shows_whole = whole.sql.empty() || whole.sql == message.cure;
        told.hint = copied(allocator, shows_whole ? message.hint : formatted("{}\n{}", message.hint, names_whole));
        told.whole = copied(allocator, whole.sql);
        told.cure = copied(allocator, message.cure);
        told.findings = rows_of(inspection.findings, allocator);
        tell_first(inspection.findings.front(), allocator, told);
    });
    if (outcome == Outcome::Done) *verdict = told;
    return outcome;
}

Outcome list_questions(const Change& change, const Policy* policy, Allocator allocator,
                       std::span<const OwnQuestion>* questions, Failure* failure) noexcept {
    return guarded(failure, [&] { *questions = questions_of(questions_about(change, *policy), allocator); });
}

Outcome list_findings(const Change& change, const Policy* policy, Allocator allocator,
                      std::span<const FindingRow>* findings, Failure* failure) noexcept {
    return guarded(failure, [&] { *findings = rows_of(findings_of(change, *policy), allocator); });
}

Outcome list_fixes(const Change& change, const Policy* policy, bool include_exempt, Allocator allocator, Fixes* list,
                   Failure* failure) noexcept {
    return guarded(failure, [&] {
        std::vector<Finding> findings = findings_of(change, *policy);
        // What the profile waives belongs to a tool and isn't your team's to fix.
        const auto is_left = [include_exempt](const Finding& finding) {
            return finding.is_exempt && (!include_exempt || finding.exemption->id == 0);
        };
        std::vector<Finding> left;
        std::ranges::copy_if(findings, std::back_inserter(left), is_left);
        std::erase_if(findings, is_left);
        // An exemption may not hold for another name.
        const auto ask_again = [&](const Table& table) {
            Change renamed = change;
            renamed.tables = {&table, 1};
            std::vector<Finding> found = findings_of(renamed, *policy);
            std::erase_if(found, [&](const Finding& finding) {
                return is_left(finding) ||
                       std::ranges::any_of(left, [&](const Finding& one) { return are_of_one_thing(one, finding); });
            });
            return found;
        };
        const FixList found = fixes(findings, ask_again);
        const auto copy = [&](const std::string& sql) { return copied(allocator, sql); };
        list->statements = copied_each<const char*>(allocator, found.statements, copy);
        list->index_names = copied_each<const char*>(allocator, found.index_names, copy);
    });
}

bool matches_pattern(std::string_view pattern, std::string_view name) noexcept {
    return glob_matches(pattern, name);
}

}  // namespace mana_guard

#include "server/events/judgement.hpp"

#include "server/events/collection.hpp"
#include "server/events/details.hpp"
#include "server/events/last_refusal.hpp"
#include "server/events/log.hpp"
#include "server/events/obstacles.hpp"
#include "server/events/offered_names.hpp"
#include "server/events/own_rules.hpp"
#include "server/policy/policy_cache.hpp"
#include "server/record/awaited.hpp"
#include "server/record/transaction.hpp"
#include "server/settings.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

Verdict verdict_on(Change& change, const Gathered& gathered, const Policy* policy) {
    change.tables = gathered.tables;
    change.schemas = gathered.schemas;
    change.definitions = gathered.definitions;
    change.commands = gathered.commands;
    Verdict verdict;
    Failure failure;
    Outcome outcome = judge(change, policy, palloc_allocator, &verdict, &failure);
    if (outcome == Outcome::Done && !verdict.wants_own.empty()) {
        change.own_answers = ask_own_rules(verdict.wants_own, change.own_answers);
        outcome = judge(change, policy, palloc_allocator, &verdict, &failure);
    }
    if (outcome == Outcome::Done && verdict.wants_exemptions) {
        read_exemptions(policy);
        outcome = judge(change, policy, palloc_allocator, &verdict, &failure);
    }
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "checking a command");
    return verdict;
}

bool has_taken_name(const Command& command, const char* name) {
    std::size_t i = 0;
    while (i < command.taken_names.size() && command.taken_names[i] != name) ++i;
    return i < command.taken_names.size();
}

// Notes the names that cures would give and that are taken; true where there are any more.
bool note_taken_names(std::span<const FindingRow> findings, std::span<Command> commands) {
    bool is_changed = false;
    for (const FindingRow& finding : findings) {
        if (finding.cure_name == nullptr) continue;
        for (Command& command : commands) {
            const char* name = finding.cure_name;
            if (command.object != finding.object || command.table == nullptr || has_taken_name(command, name)) continue;
            if (!is_name_taken(*command.table, name) && !is_offered_to_another(command, name)) continue;
            const std::size_t count = command.taken_names.size();
            auto* names = static_cast<std::string_view*>(palloc(sizeof(std::string_view) * (count + 1)));
            for (std::size_t i = 0; i < count; ++i) names[i] = command.taken_names[i];
            names[count] = pstrdup(name);
            command.taken_names = {names, count + 1};
            is_changed = true;
        }
    }
    return is_changed;
}

void remember_offered_names(std::span<const FindingRow> findings, std::span<const Command> commands) {
    for (const FindingRow& finding : findings) {
        for (const Command& command : commands) {
            const bool is_of_command = command.object == finding.object && command.table != nullptr;
            if (finding.cure_name != nullptr && is_of_command) remember_offered(command, finding.cure_name);
        }
    }
}

bool says_anything(const Verdict& verdict) {
    return verdict.severity != Severity::Off || verdict.wants_rest || !verdict.wants_before.empty() ||
           !verdict.wants_details.empty() || !verdict.deferred.empty();
}

template <typename T>
CommandId first_among(std::span<T> objects, const CommandId* first, const Object* object) {
    for (std::size_t i = 0; i < objects.size(); ++i) {
        if (&objects[i] == object) return first[i];
    }
    return InvalidCommandId;
}

CommandId first_of(const Gathered& gathered, const Object* object) {
    if (all_relations.has(object->kind)) return first_among(gathered.tables, gathered.tables_first, object);
    if (object->kind == ObjectKind::Schema) return first_among(gathered.schemas, gathered.schemas_first, object);
    return first_among(gathered.definitions, gathered.definitions_first, object);
}

// At the start of a command it is the command that is judged later, else the object as it stands then, unless it is
// gone.
void defer(const Judgement& judgement) {
    constexpr CommandKinds awaited =
        CommandKind::RenameTable | CommandKind::RenameColumn | CommandKinds(CommandKind::HoldLock) | loss_kinds;
    const Gathered& gathered = judgement.gathered;
    for (const Object* object : judgement.verdict.deferred) {
        bool is_gone = false;
        for (const Command& command : gathered.commands) {
            if (command.object != object || !awaited.has(command.kind)) continue;
            await(command, judgement.occasion.user);
            is_gone = is_gone || command.kind == CommandKind::Loss;
        }
        if (judgement.occasion.moment != Moment::Start && !is_gone)
            add_pending(*object, judgement.occasion.user, first_of(gathered, object));
    }
}

// What the rule said of the relation before the open file; null where that isn't known.
const OwnAnswer* said_before_file(const OwnQuestion& question) {
    const Pending* pending = pending_of(RelationRelationId, question.relation);
    if (pending == nullptr) return nullptr;
    for (const OwnAnswer& one : pending->own_before) {
        if (one.question.rule == question.rule) return &one;
    }
    return nullptr;
}

// What own rules that find something now would have found without the command; where that can't be told, the same.
std::span<const OwnAnswer> ask_about_before(std::span<const OwnAnswer> answers, const Gathered& gathered) {
    auto* before = static_cast<OwnAnswer*>(palloc((answers.size() + 1) * sizeof(OwnAnswer)));
    std::size_t count = 0;
    for (const OwnAnswer& now : answers) {
        if (now.findings.empty()) continue;
        for (const Table& table : gathered.tables) {
            if (table.oid != now.question.relation || table.before == nullptr) continue;
            const OwnAnswer* said = said_before_file(now.question);
            before[count] = said != nullptr ? *said : ask_own_rule(now.question, first_of(gathered, &table));
            if (!before[count].error.empty()) before[count] = now;
            ++count;
        }
    }
    return {before, count};
}

void mention(std::span<const Mention> mentions) {
    for (const Mention& one : mentions) {
        if (is_first_mention(one.object->oid)) speak_of_existing(one);
    }
}

// Adding columns is what a table's model tells of, and a rename is not.
bool has_other_actions(const Node* parse_tree, Moment moment) {
    if (parse_tree == nullptr) return false;
    if (IsA(parse_tree, RenameStmt)) return moment != Moment::Start;
    if (!IsA(parse_tree, AlterTableStmt)) return false;
    const List* actions = reinterpret_cast<const AlterTableStmt*>(parse_tree)->cmds;
    for (int i = 0; list_length(actions) > 1 && i < list_length(actions); ++i) {
        if (static_cast<const AlterTableCmd*>(list_nth(actions, i))->subtype != AT_AddColumn) return true;
    }
    return false;
}

}  // namespace

Change change_of(const Policy* policy, Moment moment, Oid user) {
    Change change;
    change.moment = moment;
    change.actor = actor_of(policy, user);
    change.now = GetCurrentStatementStartTimestamp();
    change.most_told = static_cast<Severity>(settings().max_severity);
    change.override_reason = override_reason();
    change.in_block = is_in_block();
    return change;
}

namespace {

// What was judged in part and says anything is judged as a whole, and what was gathered of the state now isn't all that
// a verdict wants.
void judge_further(Judgement& judgement, Change& change, const Policy* policy, Facts wanted) {
    Gathered& gathered = judgement.gathered;
    Verdict& verdict = judgement.verdict;
    const Facts whole = wanted | facts_read(policy, Fact::Placement | Fact::Columns | Facts(Fact::Indexes));
    if (gather_rest(whole, gathered)) {
        wanted = whole;
        verdict = verdict_on(change, gathered, policy);
        if (!says_anything(verdict)) return;
    }
    while (note_taken_names(verdict.findings, gathered.commands)) verdict = verdict_on(change, gathered, policy);
    remember_offered_names(verdict.findings, gathered.commands);
    if (leave_out_trusted_members(gathered)) verdict = verdict_on(change, gathered, policy);
    if (!verdict.wants_before.empty()) {
        gather_before(verdict.wants_before, wanted, gathered);
        change.own_answers_before = ask_about_before(change.own_answers, gathered);
        change.before_is_known = true;
        verdict = verdict_on(change, gathered, policy);
    }
    if (!verdict.wants_details.empty()) {
        fill_details(verdict.wants_details, judgement.occasion.parse_tree, gathered);
        change.own_schema = own_schema(policy, judgement.occasion.user);
        change.details_are_known = true;
        verdict = verdict_on(change, gathered, policy);
        const JudgedObjects judged{gathered.tables, gathered.schemas, gathered.definitions};
        while (note_obstacles(verdict.findings, judged, false)) verdict = verdict_on(change, gathered, policy);
    }
}

#ifdef MANA_GUARD_TEST_RULES
// Built for tests, what says nothing in part is judged as a whole too, and that finds nothing either.
void check_part(Judgement judgement, Change change, const Policy* policy, Facts wanted) {
    Gathered& gathered = judgement.gathered;
    auto* tables = static_cast<Table*>(palloc((gathered.tables.size() + 1) * sizeof(Table)));
    for (std::size_t i = 0; i < gathered.tables.size(); ++i) tables[i] = gathered.tables[i];
    gathered.tables = {tables, gathered.tables.size()};
    judge_further(judgement, change, policy, wanted);
    for (const FindingRow& found : judgement.verdict.findings)
        elog(ERROR, "%s found nothing in what was added: %s", found.rule, found.message);
}
#endif

}  // namespace

void judge_gathered(Judgement& judgement, const Policy* policy, Facts wanted) {
    Change change = change_of(policy, judgement.occasion.moment, judgement.occasion.user);
    change.is_alone = judgement.occasion.is_alone;
    if (change.moment == Moment::Commit) change.in_block = judgement.occasion.in_block;
    change.is_committed = !judgement.occasion.can_refuse;
    change.has_other_actions = has_other_actions(judgement.occasion.parse_tree, judgement.occasion.moment);
    judgement.verdict = verdict_on(change, judgement.gathered, policy);
    if (says_anything(judgement.verdict)) {
        judge_further(judgement, change, policy, wanted);
        CHECK_FOR_INTERRUPTS();
        return;
    }
#ifdef MANA_GUARD_TEST_RULES
    check_part(judgement, change, policy, wanted);
#endif
}

void tell(const Judgement& judgement) {
    const Verdict& verdict = judgement.verdict;
    const Occasion& occasion = judgement.occasion;
    defer(judgement);
    if (verdict.findings.empty() && verdict.mentions.empty()) return;
    if (is_collecting()) {
        mention(verdict.mentions);
        collect(judgement);
        return;
    }
    const bool refuses = verdict.severity == Severity::Error && occasion.can_refuse;
    if (refuses) {
        remember_refusal(verdict.whole);
        log_refusal(verdict, occasion.tag, occasion.user);
    } else {
        mention(verdict.mentions);
        if (occasion.log_later == nullptr) {
            log_findings(verdict, occasion.tag, occasion.user);
        } else {
            *occasion.log_later = verdict;
        }
    }
    speak(verdict, occasion.can_refuse);
}

}  // namespace mana_guard::server

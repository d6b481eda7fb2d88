#include "server/events/judged_command.hpp"

#include "server/commands/commands.hpp"
#include "server/commands/create_commands.hpp"
#include "server/commands/named_objects.hpp"
#include "server/commands/statement_commands.hpp"
#include "server/commands/victims.hpp"
#include "server/events/judgement.hpp"
#include "server/events/judging.hpp"
#include "server/events/log.hpp"
#include "server/events/moved.hpp"
#include "server/gather/gather.hpp"
#include "server/names.hpp"
#include "server/policy/deprecations.hpp"
#include "server/policy/policy_cache.hpp"
#include "server/record/awaited.hpp"
#include "server/record/touched.hpp"
#include "server/record/transaction.hpp"
#include "server/restore.hpp"
#include "server/settings.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

bool drops_extension(const DropStmt* statement, const char* name) {
    if (statement->removeType != OBJECT_EXTENSION) return false;
    for (int i = 0; i < list_length(statement->objects); ++i) {
        if (strcmp(strVal(list_nth(statement->objects, i)), name) == 0) return true;
    }
    return false;
}

// Whether the script of mana_guard itself is running, CREATE or ALTER EXTENSION, or has just run: an upgrade makes its
// event triggers anew, so what it did was recorded as the ALTER EXTENSION's. DROP EXTENSION is the way out of any
// damage.
bool is_own_script(const Node* statement) {
    if (creating_extension) return CurrentExtensionObject == get_extension_oid("mana_guard", true);
    switch (nodeTag(statement)) {
        case T_AlterExtensionStmt:
            return strcmp(reinterpret_cast<const AlterExtensionStmt*>(statement)->extname, "mana_guard") == 0;
        case T_DropStmt:
            return drops_extension(reinterpret_cast<const DropStmt*>(statement), "mana_guard");
        default:
            return false;
    }
}

// The relation that a RENAME or SET SCHEMA is about, which is noted as it is before; all other commands cost nothing
// here.
Oid target_of(Node* parse_tree) {
    const RangeVar* name = nullptr;
    if (IsA(parse_tree, RenameStmt)) name = reinterpret_cast<RenameStmt*>(parse_tree)->relation;
    if (IsA(parse_tree, AlterObjectSchemaStmt)) name = reinterpret_cast<AlterObjectSchemaStmt*>(parse_tree)->relation;
    return relation_named(name);
}

// PostgreSQL wants DROP INDEX CONCURRENTLY to be what its transaction does first.
bool must_come_first(const Node* statement) {
    return IsA(statement, DropStmt) && reinterpret_cast<const DropStmt*>(statement)->concurrent;
}

void judge_before_it_runs(Judgement& judgement, Node* statement) {
    const bool is_of_interest = may_be_judged(statement);
    if (!is_of_interest && facts_touched_by(statement).empty()) return;
    const Policy* policy = current_policy();
    const CommandKinds judged = commands_judged(policy);
    if (!is_of_interest && !judged.has(CommandKind::Statement)) return;
    judgement.gathered.commands = commands_of(statement, judged, session_read(policy));
    if (!judgement.gathered.empty()) judge_gathered(judgement, policy, {});
}

void judge_start(Frame* frame, Node* statement, const char* tag) {
    Judgement judgement;
    judgement.occasion.moment = Moment::Start;
    judgement.occasion.parse_tree = statement;
    judgement.occasion.tag = tag;
    judgement.occasion.user = GetUserId();
    MemoryContext caller = CurrentMemoryContext;
    if (frame != nullptr && must_come_first(statement)) {
        MemoryContextSwitchTo(kept_by(frame));
        judgement.occasion.log_later = frame->unlogged = static_cast<Verdict*>(palloc0(sizeof(Verdict)));
    }
    if (can_judge(judgement.occasion, [&] { judge_before_it_runs(judgement, statement); })) tell(judgement);
    MemoryContextSwitchTo(caller);
}

// What the rules read that are on at one of these relations: what only rows for other places turn on isn't read.
Facts facts_wanted(const Policy* policy, Oid user, std::span<const TouchedRelation> touched, Facts touchable) {
    const Facts anywhere = facts_read(policy, touchable);
    // Of schemas, types, routines and extensions not the names but the facts say whether any are read.
    Facts wanted = facts_read_in_general(policy, touchable) | (anywhere & (schema_facts | Fact::Definition));
    for (const TouchedRelation& one : touched) {
        if (wanted == anywhere) break;
        FoundName name;
        if (!find_relation_name(one.relation, name)) continue;
        Facts facts;
        Failure failure;
        const Outcome outcome =
            facts_read_at(policy, name.schema, name.name, actor_of(policy, user), touchable, &facts, &failure);
        if (outcome != Outcome::Done) raise_failure(outcome, failure, "checking a command");
        wanted |= facts;
    }
    return wanted;
}

void judge_what_it_did(Judgement& judgement, const Frame* frame, Node* parse_tree) {
    if (facts_touched_by(parse_tree).empty()) return;
    Source source{frame, parse_tree};
    follow_moved(source);
    forget_dropped(frame);
    const Policy* policy = current_policy();
    const Facts touchable = facts_touched_by(frame, parse_tree, facts_enforced(policy));
    source.may_be_brief = !facts_enforced(policy).has(Fact::Indexes);
    const Facts anywhere = facts_read(policy, touchable);
    const CommandKinds judged = commands_judged(policy);
    if (anywhere.empty() && !judged.overlaps(victim_kinds | CommandKind::StatementEnd)) return;
    Gathered& gathered = judgement.gathered;
    // A rule that is asked reads all its facts, whichever of them was touched.
    Facts wanted;
    Reader reader;
    reader.judged = judged;
    if (!anywhere.empty() || judged.has(CommandKind::StatementEnd)) {
        const auto touched = touched_relations(frame, parse_tree, touchable, !facts_enforced(policy).empty());
        wanted = facts_wanted(policy, judgement.occasion.user, touched, touchable);
        gather_tables(touched, wanted, source, gathered);
        add_ended_statement(reader, touched, parse_tree, session_read(policy));
    }
    add_victims(reader, frame);
    gathered.commands = {reader.commands.items, reader.commands.count};
    if (wanted.overlaps(schema_facts)) {
        gather_schemas(touched_schemas(frame, parse_tree, gathered.tables, wanted), source, gathered);
    }
    if (wanted.has(Fact::Definition)) gather_definitions(source, gathered);
    if (!gathered.empty()) judge_gathered(judgement, policy, wanted);
}

void judge_end(const Frame* frame, Node* parse_tree, const char* tag) {
    Judgement judgement;
    judgement.occasion.tag = tag;
    judgement.occasion.can_refuse = frame == nullptr || !frame->commits_midway;
    judgement.occasion.user = GetUserId();
    judgement.occasion.parse_tree = parse_tree;
    if (can_judge(judgement.occasion, [&] { judge_what_it_did(judgement, frame, parse_tree); })) tell(judgement);
}

}  // namespace

void begin_command(Node* statement, const char* tag) {
    if (!settings().enabled) return;
    note_command();
    const bool is_outermost = !in_frame();
    Frame* frame = open_frame(statement);
    if (is_outermost) frame->is_restore = is_restore();
    const Oid target = target_of(statement);
    if (OidIsValid(target)) note_target(frame, target);
    frame->makes_likely_partition = makes_likely_partition(statement);
    frame->awaited_before = awaited_commands();
    if (frame->name_before != nullptr) note_first_name(frame->target_before, frame->schema_before, frame->name_before);
    note_named_objects(frame);
    note_dropped_index(frame);
    if (!frame->is_restore && !is_own_script(statement)) judge_start(frame, statement, tag);
}

void end_command(Node* statement, const char* tag) {
    if (!settings().enabled && !in_frame()) return;
    // It may have been switched off, or on, since the command began.
    Frame* frame = ending_frame(statement);
    if (settings().enabled && !is_own_script(statement)) {
        if (frame != nullptr && frame->is_restore) {
            tell_of_restore();
        } else if (const Oid partition = likely_partition(frame); OidIsValid(partition)) {
            // Until it is attached nobody can tell that it is its parent's: pg_partman does so in the same transaction.
            note_made(partition);
        } else {
            judge_end(frame, statement, tag);
        }
    }
    if (frame != nullptr && frame->unlogged != nullptr && settings().enabled)
        log_findings(*frame->unlogged, tag, GetUserId());
    if (frame == nullptr) return;
    end_awaited_since(frame->awaited_before);
    end_frame(frame);
}

void judge_before(Node* statement, const char* tag) {
    if (settings().enabled && !is_restore() && !is_own_script(statement)) judge_start(nullptr, statement, tag);
}

void judge_made(Oid relation, const char* tag) {
    Object object;
    // Its indexes came with it.
    if (!read_relation_object(relation, object) || object.oid != relation) return;
    CreateStmt* statement = makeNode(CreateStmt);
    statement->relation = makeRangeVar(pstrdup(object.schema.data()), pstrdup(object.name.data()), -1);
    judge_end(nullptr, reinterpret_cast<Node*>(statement), tag);
}

}  // namespace mana_guard::server

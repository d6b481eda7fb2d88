// The event triggers: where every judgement starts and ends.
#include "engine/judge.hpp"
#include "server/commands.hpp"
#include "server/deprecations.hpp"
#include "server/frames.hpp"
#include "server/gather.hpp"
#include "server/judgement.hpp"
#include "server/moved.hpp"
#include "server/policy_cache.hpp"
#include "server/prelude.hpp"
#include "server/restore.hpp"
#include "server/settings.hpp"
#include "server/speak.hpp"
#include "server/touched.hpp"
#include "server/transaction.hpp"

namespace mana_guard::server {
namespace {

EventTriggerData* event_of(FunctionCallInfo fcinfo) {
    if (!CALLED_AS_EVENT_TRIGGER(fcinfo)) {
        ereport(ERROR, (errcode(ERRCODE_E_R_I_E_EVENT_TRIGGER_PROTOCOL_VIOLATED),
                        errmsg("function %s can only be called by the event trigger manager",
                               get_func_name(fcinfo->flinfo->fn_oid))));
    }
    return reinterpret_cast<EventTriggerData*>(fcinfo->context);
}

// Whether the script of mana_guard itself is running, CREATE or ALTER EXTENSION, or has just run: an upgrade makes its
// event triggers anew, so what it did was recorded as the ALTER EXTENSION's.
bool is_own_script(const EventTriggerData* event) {
    if (creating_extension) return CurrentExtensionObject == get_extension_oid("mana_guard", true);
    if (!IsA(event->parsetree, AlterExtensionStmt)) return false;
    return strcmp(reinterpret_cast<AlterExtensionStmt*>(event->parsetree)->extname, "mana_guard") == 0;
}

// The relation that a RENAME or SET SCHEMA is about, which is noted as it is before; all other commands cost nothing
// here.
Oid target_of(Node* parse_tree) {
    const RangeVar* name = nullptr;
    if (IsA(parse_tree, RenameStmt)) name = reinterpret_cast<RenameStmt*>(parse_tree)->relation;
    if (IsA(parse_tree, AlterObjectSchemaStmt)) name = reinterpret_cast<AlterObjectSchemaStmt*>(parse_tree)->relation;
    return relation_named(name);
}

// Judges a command before it does its work.
void judge_start(const EventTriggerData* event) {
    if (!may_be_judged(event->parsetree)) return;
    const Policy* policy = current_policy();
    const CommandKinds judged = commands_judged(policy);
    if (judged.empty()) return;
    Gathered gathered;
    gathered.commands = commands_of(event->parsetree, judged);
    if (gathered.commands.empty()) return;
    Occasion occasion;
    occasion.moment = Moment::Start;
    occasion.tag = GetCommandTagName(event->tag);
    occasion.user = GetUserId();
    pass_judgement(gathered, policy, {}, occasion);
}

// Judges what a command has done.
void judge_end(const Frame* frame, const EventTriggerData* event) {
    Node* parse_tree = event->parsetree;
    const Facts touchable = facts_touched_by(parse_tree);
    if (touchable.empty()) return;
    const Source source{frame, parse_tree};
    follow_moved(source);
    forget_dropped(parse_tree);
    const Policy* policy = current_policy();
    // A rule that is asked reads all its facts, whichever of them was touched.
    const Facts wanted = facts_read(policy, touchable);
    if (wanted.empty()) return;
    Gathered gathered;
    gather_tables(touched_relations(frame, parse_tree, touchable), wanted, source, gathered);
    if (wanted.overlaps(schema_facts)) {
        gather_schemas(touched_schemas(frame, parse_tree, gathered.tables, wanted), source, gathered);
    }
    if (wanted.has(Fact::Definition)) gather_definitions(source, gathered);
    if (gathered.empty()) return;
    Occasion occasion;
    occasion.tag = GetCommandTagName(event->tag);
    occasion.can_refuse = frame == nullptr || !frame->commits_midway;
    occasion.user = GetUserId();
    pass_judgement(gathered, policy, wanted, occasion);
}

}  // namespace
}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

MANA_GUARD_FUNCTION(mana_guard_ddl_command_start) {
    const EventTriggerData* event = event_of(fcinfo);
    if (IsBinaryUpgrade) PG_RETURN_POINTER(nullptr);
    note_command();
    const bool is_outermost = !in_frame();
    Frame* frame = open_frame(event->parsetree);
    if (is_outermost) frame->is_restore = is_restore();
    const Oid target = target_of(event->parsetree);
    if (OidIsValid(target)) note_target(frame, target);
    if (settings().enabled && !frame->is_restore && !is_own_script(event)) judge_start(event);
    PG_RETURN_POINTER(nullptr);
}

MANA_GUARD_FUNCTION(mana_guard_ddl_command_end) {
    const EventTriggerData* event = event_of(fcinfo);
    if (IsBinaryUpgrade) PG_RETURN_POINTER(nullptr);
    Frame* frame = ending_frame(event->parsetree);
    if (settings().enabled && !is_own_script(event)) {
        if (frame != nullptr && frame->is_restore) {
            tell_of_restore();
        } else {
            judge_end(frame, event);
        }
    }
    if (frame != nullptr) end_frame(frame);
    PG_RETURN_POINTER(nullptr);
}

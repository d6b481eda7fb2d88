// The event triggers: where every judgement starts and ends.
#include "engine/judge.hpp"
#include "server/frames.hpp"
#include "server/gather.hpp"
#include "server/policy_cache.hpp"
#include "server/prelude.hpp"
#include "server/restore.hpp"
#include "server/settings.hpp"
#include "server/speak.hpp"
#include "server/touched.hpp"

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

// Whether the script of mana_guard itself is running: CREATE or ALTER EXTENSION.
bool in_own_script() {
    return creating_extension && CurrentExtensionObject == get_extension_oid("mana_guard", true);
}

// What a RENAME or SET SCHEMA names is noted as it is before; all other commands cost nothing here.
void note_target(Frame* frame) {
    const RangeVar* name = nullptr;
    if (IsA(frame->parse_tree, RenameStmt)) name = reinterpret_cast<RenameStmt*>(frame->parse_tree)->relation;
    if (IsA(frame->parse_tree, AlterObjectSchemaStmt)) {
        name = reinterpret_cast<AlterObjectSchemaStmt*>(frame->parse_tree)->relation;
    }
    const Oid target = relation_named(name);
    if (!OidIsValid(target)) return;
    const char* identity =
        quote_qualified_identifier(get_namespace_name(get_rel_namespace(target)), get_rel_name(target));
    frame->target_before = target;
    frame->identity_before = MemoryContextStrdup(GetMemoryChunkContext(frame), identity);
}

Verdict verdict_on(const Gathered& gathered, const Policy* policy) {
    Verdict verdict;
    Failure failure;
    const Outcome outcome = judge({gathered.tables}, policy, palloc_allocator, &verdict, &failure);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "judging a command");
    return verdict;
}

void judge_command(const Frame* frame, Node* parse_tree) {
    const Facts touchable = facts_touched_by(parse_tree);
    if (touchable.empty()) return;
    const Policy* policy = current_policy();
    const Facts wanted = facts_read(policy);
    if (!wanted.overlaps(touchable)) return;
    const std::span<const TouchedRelation> touched = touched_relations(frame, parse_tree);
    if (touched.empty()) return;
    Gathered gathered = gather(touched, wanted, frame, parse_tree);
    Verdict verdict = verdict_on(gathered, policy);
    if (verdict.severity != Severity::Off && leave_out_trusted_members(gathered)) {
        verdict = verdict_on(gathered, policy);
    }
    CHECK_FOR_INTERRUPTS();
    speak(verdict, frame == nullptr || !frame->commits_midway);
}

}  // namespace
}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

MANA_GUARD_FUNCTION(mana_guard_ddl_command_start) {
    const EventTriggerData* event = event_of(fcinfo);
    if (!IsBinaryUpgrade) {
        const bool is_outermost = !in_frame();
        Frame* frame = open_frame(event->parsetree);
        if (is_outermost) frame->is_restore = is_restore();
        note_target(frame);
    }
    PG_RETURN_POINTER(nullptr);
}

MANA_GUARD_FUNCTION(mana_guard_ddl_command_end) {
    const EventTriggerData* event = event_of(fcinfo);
    if (IsBinaryUpgrade) PG_RETURN_POINTER(nullptr);
    Frame* frame = close_frame(event->parsetree);
    if (settings().enabled && !in_own_script()) {
        if (frame != nullptr && frame->is_restore) {
            tell_of_restore();
        } else {
            judge_command(frame, event->parsetree);
        }
    }
    if (frame != nullptr) release_frame(frame);
    PG_RETURN_POINTER(nullptr);
}

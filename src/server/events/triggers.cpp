// The event triggers: where every judgement starts and ends.
#include "server/events/judged_command.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {
namespace {

EventTriggerData* event_of(FunctionCallInfo fcinfo) {
    if (!CALLED_AS_EVENT_TRIGGER(fcinfo)) {
        ereport(ERROR, (errcode(ERRCODE_E_R_I_E_EVENT_TRIGGER_PROTOCOL_VIOLATED),
                        errmsg("this function can only be called by the event trigger manager")));
    }
    return reinterpret_cast<EventTriggerData*>(fcinfo->context);
}

}  // namespace
}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

MANA_GUARD_FUNCTION(mana_guard_ddl_command_start) {
    const EventTriggerData* event = event_of(fcinfo);
    if (IsBinaryUpgrade) PG_RETURN_POINTER(nullptr);
    begin_command(event->parsetree, GetCommandTagName(event->tag));
    PG_RETURN_POINTER(nullptr);
}

MANA_GUARD_FUNCTION(mana_guard_ddl_command_end) {
    const EventTriggerData* event = event_of(fcinfo);
    if (IsBinaryUpgrade) PG_RETURN_POINTER(nullptr);
    end_command(event->parsetree, GetCommandTagName(event->tag));
    PG_RETURN_POINTER(nullptr);
}

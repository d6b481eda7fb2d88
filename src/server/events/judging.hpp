// What happens where a judgement can't be made: an error that isn't the command's.
#pragma once

#include "server/events/judgement.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Calls judge(argument), on this occasion. An internal error in it refuses the command, as MG901, which names the way
// out. While nothing is refused, by mana_guard.max_severity, an override or a collection, what keeps the judgement from
// its end undoes what it has done, is collected or told as a warning or in the server's log, and false comes back: the
// command passes unjudged. Cancels, timeouts and deadlocks are raised as they are.
bool can_judge(const Occasion& occasion, void (*judge)(void* argument), void* argument);

template <typename Judge>
bool can_judge(const Occasion& occasion, Judge judge) {
    return can_judge(
        occasion, [](void* argument) { (*static_cast<Judge*>(argument))(); }, &judge);
}

}  // namespace mana_guard::server

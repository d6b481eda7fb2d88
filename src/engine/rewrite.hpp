// What a refused statement should have been, as a whole.
#pragma once

#include "core.hpp"

#include "engine/inspect.hpp"
#include "report/text.hpp"

namespace mana_guard {

// The statements that would pass instead of the refused one, in the order in which they can be run as one message,
// without a warning. Its SQL is empty if it isn't refused, or if not all of it is known.
Whole whole_statement(const Change& change, const Policy& policy, const Inspection& inspection);

}  // namespace mana_guard

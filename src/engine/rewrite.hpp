// What a refused statement should have been, as a whole.
#pragma once

#include "core.hpp"

#include <string>

#include "engine/inspect.hpp"

namespace mana_guard {

// The statements that would pass instead of the refused one, in the order in which they can be run as one message,
// without a warning. Empty if it isn't refused, or if not all of it is known.
std::string whole_statement(const Change& change, const Policy& policy, const Inspection& inspection);

}  // namespace mana_guard

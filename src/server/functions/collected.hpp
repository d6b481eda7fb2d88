// Rows of what was collected.
#pragma once

#include "server/events/collection.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Puts one into the result.
void put_collected(const Collected& one, ReturnSetInfo* result);

// Puts all of them, and warns of those that didn't fit.
void put_all_collected(ReturnSetInfo* result);

}  // namespace mana_guard::server

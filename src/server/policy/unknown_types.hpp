// Words about types that a policy's row names and that aren't there.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Warns of each type on forbidden_type's list, which is its parameter `types`, that means no type of this database. One
// may still come, and a policy may be restored before what it speaks of.
void warn_of_unknown_types(Jsonb* parameters);

}  // namespace mana_guard::server

// Which relations a statement locks against writers although it isn't about them.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Their OIDs: what a foreign key that comes or goes refers to, what refers to a table that CASCADE drops, the parent of
// a partition that is made or dropped, the table that is attached and the default partition. May name one twice, or one
// that is the statement's own.
std::span<const Oid> locked_along(const Node* statement);

}  // namespace mana_guard::server

// What messages alone speak of: read where there is something to tell.
#pragma once

#include "server/gather/gather.hpp"
#include "server/prelude.hpp"

namespace mana_guard {
class Policy;
}

namespace mana_guard::server {

// Fills in, for those of the objects that are relations, whether they are in use and what the statement, or null at
// COMMIT, says of the columns that it has made.
void fill_details(std::span<const Object* const> objects, Node* parse_tree, Gathered& gathered);

// The schema where the user's relations belong, quoted: the one of the registry in which he may create or, where
// nothing is registered, the only one of the database. Empty where there are several or none.
std::string_view own_schema(const Policy* policy, Oid user);

}  // namespace mana_guard::server

// The functions of a house's own rules: which may be one, and whose.
#pragma once

#include "model/policy_row.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Why the function can't be called for this role, one line; null where it can. *function is its OID.
const char* obstacle_to(std::string_view schema, std::string_view name, Oid role, Oid* function);
// The same for the role that wrote the row.
const char* obstacle_to(const OwnRuleRow& row);

// MG900: the row's function can't be called for this role.
void check_own_function(const OwnRuleRow& row, Oid role);

}  // namespace mana_guard::server

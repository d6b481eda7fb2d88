// Names that come from the policy, as SQL spells them. Names from the catalog come quoted by the server.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

namespace mana_guard::rules {

// The name, in double quotes where SQL would fold it, not take it, or read it as a key word (PostgreSQL's manual,
// "Lexical Structure" and appendix "SQL Key Words": the reserved ones).
std::string sql_name(std::string_view name);

}  // namespace mana_guard::rules

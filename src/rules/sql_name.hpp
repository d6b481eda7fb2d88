// Names that come from the policy, as SQL spells them. Names from the catalog come quoted by the server.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

namespace mana_guard::rules {

// The name, in double quotes where SQL would fold it, not take it, or read it as a key word (PostgreSQL's manual,
// "Lexical Structure" and appendix "SQL Key Words": the reserved ones).
std::string sql_name(std::string_view name);

// The name that SQL spells so: without its double quotes.
std::string plain_name(std::string_view spelled);

// The text as a literal of SQL's, whatever standard_conforming_strings says.
std::string sql_literal(std::string_view text);

// Whether it is a key word that PostgreSQL takes for no name of a table or column.
bool is_reserved_word(std::string_view name);

}  // namespace mana_guard::rules

// Names from the policy, as SQL spells them. The server has already quoted names from the catalog.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

namespace mana_guard::rules {

// The name, in double quotes where SQL would fold it, reject it, or read it as a reserved key word (PostgreSQL's
// manual, "Lexical Structure" and appendix "SQL Key Words").
std::string sql_name(std::string_view name);

// The name that SQL spells this way: without its double quotes.
std::string plain_name(std::string_view spelled);

// The text as an SQL literal, whatever the setting of standard_conforming_strings.
std::string sql_literal(std::string_view text);

// Whether it is a key word that PostgreSQL does not accept as the name of a table or column.
bool is_reserved_word(std::string_view name);

}  // namespace mana_guard::rules

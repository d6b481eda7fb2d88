// Shared by the rules about names: the name that a table or column should have, and the SQL that renames it.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

#include "model/table.hpp"
#include "rules/findings.hpp"
#include "rules/names/inflector.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

// The name in snake_case without leading underscores, so that a rule about a name's words does not flag its spelling.
// Unchanged if it has no form in snake_case.
std::string in_snake_case(std::string_view name);

// The number that tables' names have by the parameter "number".
GrammaticalNumber number_in(const Parameters& parameters);

// A correct name close to this one: in snake_case, of that number where this one is certainly of the other, and not a
// reserved word. Empty where there is none. For a partition, only the spelling changes.
std::string better_table_name(const Table& table, GrammaticalNumber number);

// Gives the finding the SQL that renames the table or view and the indexes that are named after it. There is none where
// the name is empty or PostgreSQL would refuse it.
void fix_table_name(Findings::Builder& finding, const Table& table, std::string_view better);

// Gives the finding the SQL that renames the column and the indexes that are named after it, and the column's
// definition under the new name. There is none where the name is empty or taken, or where the column's name comes from
// a parent or a type.
void fix_column_name(Findings::Builder& finding, const Table& table, const Column& column, std::string_view better);

// Whether only the table's parent or type can change the column's name.
bool is_named_elsewhere(const Table& table, const Column& column);

}  // namespace mana_guard::rules

// What the rules about names share: the name that a table or a column should have, and the SQL that gives it that.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

#include "model/table.hpp"
#include "rules/findings.hpp"

namespace mana_guard::rules {

// The name in snake_case without underscores in front, so that a rule about a name's words doesn't flag its spelling;
// as it is where it has none.
std::string in_snake_case(std::string_view name);

// A name in order that is near this one: snake_case, plural where it is surely singular, no reserved word. Empty where
// there is none. Of a partition only the spelling changes.
std::string better_table_name(const Table& table);

// Gives the finding the SQL that renames the table or view, and the indexes that are called after it; none where the
// name is empty or PostgreSQL would refuse it.
void fix_table_name(Findings::Builder& finding, const Table& table, std::string_view better);

// Gives the finding the SQL that renames the column and the indexes that are called after it, and the column's
// definition under that name; none where the name is empty or taken, or the column's name comes from a parent or a
// type.
void fix_column_name(Findings::Builder& finding, const Table& table, const Column& column, std::string_view better);

// Whether a column of the table has a name that only its parent or its type can change.
bool is_named_elsewhere(const Table& table, const Column& column);

}  // namespace mana_guard::rules

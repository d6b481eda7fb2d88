// What the rules about types share: whether a list of types names a column's, and how a column's type is changed.
#pragma once

#include "core.hpp"

#include <string_view>

#include "engine/findings.hpp"
#include "model/table.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

// Whether `types` names this type, or the type of its elements, by SQL's name or by pg_type's.
bool names_type(const Names& types, const Type& type);

// Whether a foreign key of the table uses this column.
bool in_foreign_key(const Table& table, const Column& column);

// Gives the finding the SQL that changes the column's type to `right`, which is none where PostgreSQL would refuse it
// on this relation: a column that a parent passes on, or one that a foreign key compares with its target.
void fix_type(Findings::Builder& finding, const Table& table, const Column& column, std::string_view right);

}  // namespace mana_guard::rules

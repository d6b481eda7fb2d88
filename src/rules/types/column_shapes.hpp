// Columns of a shape that the policy describes: how they are checked, fixed, and defined in SQL.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

#include "model/table.hpp"
#include "rules/findings.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

// Reports each part of the column that differs from the shape: type, nullability, default. For a foreign table, whose
// rows belong to another server, only the type.
void judge_shape(const Table& table, const Column& column, const Shape& shape, Findings& found);

// The first type that the shape names without a pattern; empty if there is none.
std::string_view type_of(const Shape& shape);

// What the shape asks for apart from the type.
ColumnChange change_to(const Shape& shape);

// What follows a column's type: " NOT NULL DEFAULT 0".
std::string rest_of(const Shape& shape);

}  // namespace mana_guard::rules

// Columns of a shape that the policy describes: judged, mended, and as SQL defines them.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

#include "model/table.hpp"
#include "rules/findings.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

// Tells of each part of the column that isn't as the shape has it: type, nullability, default. Of a foreign table,
// whose rows are another's, the type alone.
void judge_shape(const Table& table, const Column& column, const Shape& shape, Findings& found);

// The first type that the shape names without a pattern; empty where it has none.
std::string_view type_of(const Shape& shape);

// All that the shape asks for but the type.
ColumnChange change_to(const Shape& shape);

// What follows a column's type: " NOT NULL DEFAULT 0".
std::string rest_of(const Shape& shape);

}  // namespace mana_guard::rules

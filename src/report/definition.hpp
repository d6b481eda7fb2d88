// A column as CREATE TABLE or ADD COLUMN should have it.
#pragma once

#include "core.hpp"

#include <span>
#include <string>

#include "model/table.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

// What all these findings would have otherwise of one column; of two that differ the first one's.
ColumnChange merged_change(std::span<const Finding> findings, const Column& column);

// "user_id text NOT NULL UNIQUE": the column with all that its statement said of it, but for what is to be otherwise.
// Without Column::clauses, with what the model knows. A foreign key that the new type couldn't have is left out, which
// a comment in front says.
std::string definition_of(const Table& table, const Column& column, const ColumnChange& change);

// The same of a column that isn't there.
std::string definition_of(const ColumnChange& missing);

// The same of a column of a typed table: "user_id WITH OPTIONS NOT NULL". Name and type are the type's; empty where
// nothing else is to be otherwise.
std::string options_of(const Column& column, const ColumnChange& change);

}  // namespace mana_guard

// Names by patterns such as "{table}_{columns}_key*", for constraints and indexes.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <string_view>

#include "model/table.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

// Whether one of the patterns fits the name of a constraint or index of the table over these columns. {table} stands
// for the table's name and {columns} for the columns' names with _ between them; {columns:_and_} puts that text between
// them. Where one is not a column (no_column), the columns stand for any text. PostgreSQL shortens names that are too
// long in its own way.
bool follows_patterns(std::string_view name, const Names& patterns, const Table& table,
                      std::span<const std::uint32_t> columns);

// The name by the first pattern that has no wildcard except a * at its end, not quoted; empty where there is none, and
// where another constraint or index of the table has it. `rest` stands for what follows _ at the end: fk_{table}_*.
std::string name_by_patterns(const Names& patterns, const Table& table, std::span<const std::uint32_t> columns,
                             std::string_view rest = {});

}  // namespace mana_guard::rules

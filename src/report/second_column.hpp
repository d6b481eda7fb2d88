// A second column in place of one that clients use.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

#include "model/table.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

// The SQL that adds it, instead of changing the column's type or name: both can be used until the last client has
// moved. `change` says how it differs, its name above all. It keeps what the column has, as far as Column::clauses are
// known: a foreign key at once, since no row has a value yet; a key by an index that blocks no writes; a check that
// isn't validated. Numbers, computed and volatile values are left to those who copy.
std::string cure_by_second_column(const Table& table, const Column& column, ColumnChange change);

// What the index of that column's key is called; where the name is among Object::taken_names, it goes on with a number.
std::string second_key_name(const Table& table, std::string_view column);

}  // namespace mana_guard

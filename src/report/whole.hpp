// The whole of a statement that would have passed instead of a refused one.
#pragma once

#include "core.hpp"

#include <span>
#include <string>

#include "model/table.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

// Whether SQL has a place that its reader must fill in.
bool is_open(std::string_view sql);

// The CREATE of a relation whose Table::create is known, and the statements that follow it, as these findings about
// it want them. The relation has its right names already. Empty if a finding leaves open what it wants.
std::string whole_create(std::span<const Finding> findings, const Table& table);

}  // namespace mana_guard

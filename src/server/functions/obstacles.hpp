// What PostgreSQL would refuse a fix for.
#pragma once

#include "engine/judge.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Notes in the tables, for the fixes of these findings: Column::held_by of each column whose type is to be another, and
// Table::taken_names. True where there are any.
bool note_obstacles(std::span<const FindingRow> findings, std::span<Table> tables);

}  // namespace mana_guard::server

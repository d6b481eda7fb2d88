// What PostgreSQL would refuse a fix for.
#pragma once

#include "engine/judge.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Notes in the tables, for the fixes of these findings: Column::held_by of each column whose type is to be another, and
// Table::taken_names. True where there are any. What is run together gives no name twice: names that other relations
// have been given by this statement of the client's are taken too.
bool note_obstacles(std::span<const FindingRow> findings, std::span<Table> tables, bool are_run_together);

}  // namespace mana_guard::server

// What PostgreSQL would refuse a column's new type or identity for. Each notes it in the table's columns, and is true
// where there is any that wasn't noted.
#pragma once

#include "model/table.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// The relations whose column of that name changes with this one's: its heirs, and the tables of its type. None of them
// is locked, so any may be gone.
const List* changed_along(Oid relation);

// Column::held_by of the column with that number.
bool note_held(std::uint32_t number, Table& table);
// Column::referrers.
bool note_referrers(std::uint32_t number, Table& table);
// Column::sequence_used_by.
bool note_sequence_used(std::uint32_t number, Table& table);

}  // namespace mana_guard::server

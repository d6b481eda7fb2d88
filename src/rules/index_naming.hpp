// What an index is called: idx_{table}_{columns}, where a column may drop its _id or _at.
#pragma once

#include "core.hpp"

#include <cstdint>
#include <span>
#include <string>

#include "model/command.hpp"
#include "model/table.hpp"

namespace mana_guard::rules {

using ColumnNumbers = std::span<const std::uint32_t>;  // indexes into Table::columns

// The columns' names as SQL spells them: "folder_id, created_at".
std::string column_list(const Table& table, ColumnNumbers columns);

// A name for an index over these columns, not quoted; empty where the table has an index of each such name already.
std::string new_index_name(const Table& table, ColumnNumbers columns);

// Whether the name begins as an index's name must, or, of a unique one, ends so.
bool has_index_prefix(const Index& index);

// Whether there is more to ask of the name than its prefix: the columns of a partial index or of one with expressions
// don't tell what it is for, long names fit in no name, and what isn't snake_case is another rule's matter.
bool can_be_named_by_columns(const Table& table, const Index& index);

// Whether it is named by its columns: idx_{table}_{columns}; a unique one also uq_..., or with _unique or _key at its
// end. Where several indexes are over the same columns, more may follow. A name that PostgreSQL has cut is as good as
// the whole.
bool is_named_by_columns(const Table& table, const Index& index);

// Whether it is a partition's, or that of a table on its way to be one or back, and has the name that PostgreSQL gives:
// LIKE ... INCLUDING INDEXES and tools that make partitions leave it to that.
bool is_named_by_postgres(const Table& table, const Index& index);

// Whether the name is one that index_name has nothing against.
bool is_well_named(const Table& table, const Index& index);

// The name that it should have instead, not quoted; PostgreSQL may refuse it as too long or taken.
std::string better_index_name(const Table& table, const Index& index);

// The name that CREATE INDEX should give instead, not quoted; empty where its own is right.
std::string better_index_name(const Command& command);

}  // namespace mana_guard::rules

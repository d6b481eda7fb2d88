// Names of indexes: idx_{table}_{columns}, where a column may drop its _id or _at.
#pragma once

#include "core.hpp"

#include <cstdint>
#include <span>
#include <string>

#include "model/command.hpp"
#include "model/table.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

using ColumnNumbers = std::span<const std::uint32_t>;  // indexes into Table::columns

// The columns' names as SQL spells them: "folder_id, created_at".
std::string column_list(const Table& table, ColumnNumbers columns);

// A name for an index over these columns that is free, not quoted: one of an index of the table or of taken_names
// isn't.
std::string new_index_name(const Table& table, ColumnNumbers columns);

// Whether the name has the prefix that an index's name must have; for a unique index, a suffix is enough.
bool has_index_prefix(const Index& index);

// Whether more than the prefix of the name can be checked. The columns of a partial index or of one with expressions do
// not show what it is for, long names do not fit, and other rules check whether names are in snake_case.
bool can_be_named_by_columns(const Table& table, const Index& index);

// Whether it is named after its columns: idx_{table}_{columns}, or for a unique index also uq_..., or with _unique or
// _key at the end. Where several indexes are over the same columns, more may follow. A name that PostgreSQL has
// truncated counts as the whole name, and one that another relation has goes on with a number.
bool is_named_by_columns(const Table& table, const Index& index);

// Whether it is an index of a partition, or of a table that is to be attached as one or has been detached, and has the
// name that PostgreSQL gives: LIKE ... INCLUDING INDEXES and tools that create partitions leave the name to PostgreSQL.
bool is_named_by_postgres(const Table& table, const Index& index);

// Whether index_name accepts the name.
bool is_well_named(const Table& table, const Index& index);

// The name that it should have instead, not quoted; PostgreSQL may refuse it as too long.
std::string better_index_name(const Table& table, const Index& index);

// The name that CREATE INDEX should give instead, by the patterns if there are any, not quoted; empty where its own is
// right.
std::string better_index_name(const Command& command, const Names& patterns);

// What a constraint's name goes on with where a pattern leaves it open: the table that a foreign key refers to, as
// "schema.table"; else what it is called, without the table's name.
std::string rest_of_name(std::string_view target);
std::string rest_of_name(std::string_view name, std::string_view table);

// The name by the patterns that the constraint should have which the command adds, not quoted; empty where the one that
// it would have follows them, or they give none.
std::string better_constraint_name(const Command& command, std::string_view name, const Names& patterns);

}  // namespace mana_guard::rules

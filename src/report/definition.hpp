// A column as CREATE TABLE or ADD COLUMN should define it.
#pragma once

#include "core.hpp"

#include <span>
#include <string>

#include "model/table.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

// A column in parts, for other languages than SQL.
struct ColumnParts {
    std::string table;  // its name, neither quoted nor with its schema
    std::string name;   // not quoted
    std::string type;   // as SQL declares it
    bool not_null = false;
    bool is_primary_key = false;
    bool is_unique = false;
    bool has_reference = false;
    bool is_generated = false;  // GENERATED ... STORED
    Identity identity = Identity::None;
    std::string default_value;  // an expression; empty: none
};

// The changes that these findings ask for in one column; if two differ, the first one's.
ColumnChange merged_change(std::span<const Finding> findings, const Column& column);

// Whether what is computed from the column, in a CHECK or in another column, can be computed from it after the change.
bool compares_alike(const Column& column, const ColumnChange& change);

// Whether SQL of the relation, such as a CHECK, may want a value of another type than the column will have.
bool wants_old_type(std::string_view sql, const Column& column, const ColumnChange& change);

bool is_computed(const Column& column);

// Of a constraint's clause, "CONSTRAINT files_check CHECK (...)".
bool is_check(std::string_view clause);

// Its name after the change, as SQL spells it.
std::string name_in(const Column& column, const ColumnChange& change);

// How it takes its numbers after the change, other than as a serial column.
Identity numbered_as(const Column& column, const ColumnChange& change);

// "user_id text NOT NULL UNIQUE": the column as its statement defined it, with the changes applied. Without
// Column::clauses, with what the model knows. A foreign key that the new type couldn't have is left out, with a comment
// in front that says so.
std::string definition_of(const Table& table, const Column& column, const ColumnChange& change);

// The same for a missing column.
std::string definition_of(const ColumnChange& missing);

// Both in parts.
ColumnParts parts_of(const Table& table, const Column& column, const ColumnChange& change);
ColumnParts parts_of(const ColumnChange& missing);

// The same for a column of a typed table: "user_id WITH OPTIONS NOT NULL". Name and type come from the type; empty if
// nothing else changes.
std::string options_of(const Column& column, const ColumnChange& change);

}  // namespace mana_guard

// What PostgreSQL would refuse a fix or a cure for.
#pragma once

#include "engine/judge.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

struct JudgedObjects {
    std::span<Table> tables{};
    std::span<Schema> schemas{};
    std::span<Definition> definitions{};
};

bool has_column(Oid relation, const char* name);

// Whether a relation or a type of its schema, or a column or a constraint of the table, has the name.
bool is_name_taken(const Table& table, const char* name);

// Notes in the objects, for the fixes of these findings: Obstacles::held_by and Obstacles::referrers of each column
// whose type is to be another, and Object::taken_names. True where there are any more: then judge again, and ask again
// about what that offers. What is run together gives no name twice: names that other relations have been given by this
// statement of the client's are taken too.
bool note_obstacles(std::span<const FindingRow> findings, const JudgedObjects& judged, bool are_run_together);

// Notes those of the names that fixes of the relation give to indexes and that are taken; true where there are any.
bool note_taken_indexes(std::span<const char* const> names, Table& table);

}  // namespace mana_guard::server

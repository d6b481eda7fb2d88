// What is announced for removal: table mana_guard.deprecations.
#pragma once

#include "model/table.hpp"
#include "server/names.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// When the removal of the relation, or of its column of that name, was announced, in microseconds since 2000-01-01; 0
// where it wasn't: as the snapshot sees it, or as it stands where that is null.
std::int64_t deprecated_at(const Table& table, const char* column, Snapshot snapshot = nullptr);

// Announces the removal of the relation or, unless the name is null, of its column, for the user; of what is announced
// already the reason changes. The caller has seen to the rights and that all of it is there.
void announce(const FoundName& relation, const char* column, const char* reason, const char* user);

// Announcements of what was renamed or moved follow it. Without a column the relation was, else its column.
void move_deprecations(const char* schema, const char* object, const char* new_schema, const char* new_object);
void rename_deprecated_column(const char* schema, const char* object, const char* column, const char* new_column);

// Whether anything may be announced.
bool has_deprecations();

// Deletes the announcement of a relation and its columns, or of one column; nothing where there is none.
void forget_deprecation(const char* schema, const char* object, const char* column);

}  // namespace mana_guard::server

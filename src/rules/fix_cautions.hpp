// What a fix that breaks or stops a running service's statements asks for: the expand-and-contract form. A line each,
// told as a comment above the fix; the codes are those of the change rules that the fix would trip on a table in use.
#pragma once

#include "core.hpp"

#include <string_view>

namespace mana_guard::rules {

constexpr std::string_view renames_column =
    "MG703: where the table is in use, add one under the new name, write both, copy, move the readers, drop this";
constexpr std::string_view renames_table =
    "MG704: where the table is in use, leave a view under its old name until nobody reads that";
constexpr std::string_view moves_table =
    "MG714: where the table is in use, leave a view in its old place until nobody reads that";
constexpr std::string_view changes_type =
    "MG609: where the table is in use, add one of the right type, write both, copy, move the readers, drop this";
constexpr std::string_view sets_not_null =
    "MG605: where the table is in use, add CHECK (... IS NOT NULL) NOT VALID, validate it, SET NOT NULL, drop the "
    "check";
// A type's attribute has neither a default nor NOT NULL.
constexpr std::string_view adds_attribute =
    "MG302: where other tables are of this type, NOT OF and ADD COLUMN for each of them first, and OF for each at the "
    "end";
constexpr std::string_view adds_constraint =
    "MG606: where the table is in use, add it NOT VALID, commit, then VALIDATE CONSTRAINT";
constexpr std::string_view adds_unique =
    "MG607: where the table is in use, CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT ... USING INDEX";
constexpr std::string_view builds_index =
    "MG601: where the table is in use, CREATE INDEX CONCURRENTLY, outside a transaction block";
constexpr std::string_view drops_index =
    "MG602: where the table is in use, DROP INDEX CONCURRENTLY, outside a transaction block";
constexpr std::string_view rebuilds_index =
    "MG603: where the table is in use, REINDEX INDEX CONCURRENTLY, outside a transaction block";
constexpr std::string_view drops_column =
    "MG701: where the table is in use, mana_guard.deprecate() it first and drop it when nobody reads it any more";
constexpr std::string_view adds_filled_column =
    "MG614, MG607: where the table is in use, add it without its default, then set that, fill the rows in batches, "
    "add the key";

}  // namespace mana_guard::rules

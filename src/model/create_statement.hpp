// What a relation's CREATE says beside its columns, as SQL.
#pragma once

#include <span>
#include <string_view>
#include <type_traits>

namespace mana_guard {

struct NamedConstraint {
    std::string_view name;
    std::string_view clause;  // "CONSTRAINT files_key UNIQUE (a, b)", without a name that PostgreSQL has chosen
};
static_assert(std::is_trivially_destructible_v<NamedConstraint>);

struct CreateStatement {
    std::string_view words;  // between CREATE and the kind: "UNLOGGED", "TEMPORARY"; empty if there are none
    bool if_not_exists = false;
    std::span<const NamedConstraint> constraints;  // those that aren't at a column
    std::string_view partition_of;  // of a partition, its parent and bounds: "app.events FOR VALUES IN (1)"
    std::string_view options;       // what follows the columns: "PARTITION BY RANGE (day)", "SERVER archive"
    std::string_view query;         // of a view
};
static_assert(std::is_trivially_destructible_v<CreateStatement>);

}  // namespace mana_guard

// Foreign keys and checks.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace mana_guard {

constexpr std::uint32_t no_column = UINT32_MAX;

struct ForeignKey {
    std::uint32_t oid = 0;
    std::string_view name;
    std::string_view quoted_name;
    std::span<const std::uint32_t> columns;  // indexes into Table::columns
    std::string_view target;                 // "schema.table", not quoted
    std::string_view target_schema;
    std::string_view target_identity;                  // quoted where SQL asks for it
    std::span<const std::string_view> target_columns;  // as named
    std::span<const std::string_view> target_types;    // their types, without modifier, domains as they are
    std::span<const std::string_view> target_bases;    // the same with domains resolved
    std::string_view on_delete;                        // "cascade", "set null", "set default", "restrict", "no action"
    std::span<const std::uint32_t> on_delete_columns;  // that SET NULL or SET DEFAULT sets; empty: all
    std::string_view on_update;
    bool is_match_full = false;
    bool is_deferrable = false;
    bool is_initially_deferred = false;
    bool target_is_unlogged = false;
    bool is_validated = true;
    bool is_inherited = false;  // of a partition, from its parent's
};
static_assert(std::is_trivially_destructible_v<ForeignKey>);

struct Check {
    std::uint32_t oid = 0;
    std::string_view name;
    std::string_view quoted_name;
    std::uint32_t listed_column =
        no_column;  // of CHECK (column IN ('a', ...)) over texts: an index into Table::columns
    std::span<const std::uint32_t> limited_columns;  // texts that may have no more than some length
    std::string_view volatile_function;              // one that it calls and that isn't immutable, as "schema.name"
    bool is_validated = true;
    bool is_inherited = false;
};
static_assert(std::is_trivially_destructible_v<Check>);

}  // namespace mana_guard

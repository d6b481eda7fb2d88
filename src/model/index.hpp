// Indexes, those of constraints too.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "model/constraint.hpp"

namespace mana_guard {

struct IndexKey {
    std::uint32_t column = no_column;    // an index into Table::columns; no_column for an expression
    std::string_view expression_tree{};  // tells one expression from another; empty for a column
    std::uint32_t operator_class = 0;    // OIDs, which are only compared
    std::uint32_t collation = 0;
    std::uint16_t options = 0;  // bit 0 DESC, bit 1 NULLS FIRST

    friend constexpr bool operator==(const IndexKey& a, const IndexKey& b) {
        return a.column == b.column && a.expression_tree == b.expression_tree && a.operator_class == b.operator_class &&
               a.collation == b.collation && a.options == b.options;
    }
};
static_assert(std::is_trivially_destructible_v<IndexKey>);

struct Index {
    std::uint32_t oid = 0;  // of two, the greater was made later
    std::string_view name;
    std::string_view quoted_name;
    std::string_view identity;         // "schema"."name", quoted where SQL asks for it
    std::string_view constraint_name;  // of a primary key, unique or exclusion constraint; empty for CREATE INDEX's
    std::string_view method;           // "btree"
    std::span<const IndexKey> keys;
    std::span<const std::uint32_t> included;    // indexes into Table::columns
    std::string_view predicate_tree;            // tells one predicate from another; empty where there is none
    std::uint32_t not_null_column = no_column;  // of a predicate that only says that this column IS NOT NULL
    std::string_view volatile_function;         // that the predicate calls and that isn't immutable, as "schema.name"
    bool is_unique = false;
    bool is_primary = false;
    bool is_exclusion = false;
    bool is_valid = true;
    bool is_deferrable = false;  // unique at the end of the transaction, maybe, not at each row
    bool nulls_not_distinct = false;
    bool is_replica_identity = false;  // by REPLICA IDENTITY USING INDEX
    bool is_clustered = false;         // by CLUSTER ON
    bool is_inherited = false;         // of a partition, from its parent's
    bool created = false;              // by this command
    // What follows the name in CREATE INDEX: "ON app.files USING btree (name)". Change::details_are_known, of one that
    // this transaction made.
    std::string_view definition{};

    [[nodiscard]] constexpr bool is_partial() const { return !predicate_tree.empty(); }
    [[nodiscard]] constexpr bool is_of_constraint() const { return !constraint_name.empty(); }
};
static_assert(std::is_trivially_destructible_v<Index>);

}  // namespace mana_guard

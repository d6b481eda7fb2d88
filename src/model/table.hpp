// Relations and schemas. Plain values that point into memory of the reader's; each part is read where a rule asks for
// its Fact.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "model/column.hpp"
#include "model/constraint.hpp"
#include "model/create_statement.hpp"
#include "model/index.hpp"
#include "model/object.hpp"
#include "model/security.hpp"

namespace mana_guard {

// CREATE RULE's; a view's own is none of them.
struct RewriteRule {
    std::string_view name;
    std::string_view quoted_name;
    std::string_view event;  // "insert", "update", "delete"
    std::uint32_t oid = 0;
};
static_assert(std::is_trivially_destructible_v<RewriteRule>);

struct SequenceState {
    std::int64_t minimum = 1;
    std::int64_t maximum = INT64_MAX;
    std::int64_t increment = 1;
    std::int64_t last_value = 0;
    bool was_called = false;
    bool cycles = false;
    std::string_view owner_table;   // the column that it feeds, as owned by it: identity of its table,
    std::string_view owner_column;  // its name
    std::string_view owner_type;    // and its type
};
static_assert(std::is_trivially_destructible_v<SequenceState>);

struct Table : Object {
    std::string_view of_type;  // the quoted composite type of a typed table
    bool is_partition = false;
    bool from_query = false;  // CREATE TABLE AS, SELECT INTO
    // With Fact::AddedColumns those alone, with Fact::AddedIndexes of those that aren't in the index no more than the
    // number
    std::span<const Column> columns;
    // Fact::Constraints
    std::span<const ForeignKey> foreign_keys;
    std::span<const Check> checks;
    // Fact::Indexes
    std::span<const Index> indexes;
    bool is_named_as_partition = false;  // after a partitioned table of its schema: events_2025 after events
    // Fact::Storage
    bool is_unlogged = false;
    bool autovacuum_is_off = false;  // by its storage parameters
    bool toast_autovacuum_is_off = false;
    std::span<const RewriteRule> rewrite_rules;
    // Fact::Parents
    std::span<const std::string_view> parents;  // that it inherits from and that aren't partitioned: their identities
    // Fact::Triggers
    std::span<const Trigger> triggers;
    // Fact::Security
    Owner owner;
    bool row_security = false;
    bool row_security_is_forced = false;
    bool is_granted = false;        // to a role other than the owner
    std::span<const Grant> grants;  // of any privilege on the whole relation
    std::span<const RowPolicy> policies;
    // Fact::Comments
    bool has_comment = false;
    // Fact::ViewBody
    bool is_security_invoker = false;
    std::string_view reads_secured_table;  // the identity of one with row security, also through invoker's views
    // Fact::SequenceState
    SequenceState sequence;

    // Change::details_are_known, of one that the command or the transaction has made; null if some of it isn't known.
    const CreateStatement* create = nullptr;
    bool in_use = false;            // Change::details_are_known: it stood before this transaction and holds rows
    const Table* before = nullptr;  // as it was before the command; null where it wasn't, or isn't known
};
static_assert(std::is_trivially_destructible_v<Table>);

struct Schema : Object {
    bool holds_tables = false;
    const Schema* before = nullptr;  // as of a table
};
static_assert(std::is_trivially_destructible_v<Schema>);

}  // namespace mana_guard

// Objects that a statement has dropped, as they were. What its transaction has made is nobody's loss, nor is what
// belongs to a superuser's extension, which goes as a whole.
#pragma once

#include "model/command.hpp"
#include "model/definition.hpp"
#include "server/gather/stored.hpp"
#include "server/prelude.hpp"
#include "server/record/frames.hpp"

namespace mana_guard::server {

// The catalog as it was before the statement, and before its transaction.
struct Past {
    Snapshot statement;
    Snapshot transaction;
    // An open scan of pg_class as it was before the statement, null until it is needed: thousands of partitions lose a
    // column.
    mutable ::Relation catalog;
    mutable SysScanDesc classes;
};
void end_past(const Past& past);

// Calls with the past of the frame's statement.
template <typename Call>
void with_past(const Frame* frame, const Call& call) {
    Past past{};
    past.transaction = push_snapshot_at_start();
    PushCopiedSnapshot(GetLatestSnapshot());
    past.statement = GetActiveSnapshot();
    past.statement->curcid = frame->first;
    call(past);
    end_past(past);
    PopActiveSnapshot();
    PopActiveSnapshot();
}

// The object with its names alone; null where it isn't to be judged or is no loss. A partition goes with its parent.
const Table* lost_relation(Oid relation, const Past& past);
const Column* lost_column(Oid relation, AttrNumber number, const Past& past);
// Of a schema whether it held tables that are a loss too.
const Schema* lost_schema(Oid schema, const Past& past);
// A type, a routine or an extension.
const Object* lost_definition(Oid catalog, Oid oid, const Past& past);

// Whether the object of the catalog stood before the transaction and the open file, where it still stands.
bool stood_before(Oid catalog, Oid object);

// Whether it was a part of a relation, as the snapshot sees it: a sequence of its column's.
bool was_part(Oid relation, Snapshot snapshot);

// Fills in what was known of the table or, unless it is null, of its column before it was dropped.
void fill_use(const Table& table, const Column* column, const Past& past, Command& command);

// Fills in what is known of a dropped constraint: its definition is "" where it went with all its columns. False where
// it was a domain's, belonged to one of a partitioned table's or is no loss.
bool read_lost_constraint(Oid constraint, const Past& past, Command& command);

// Whether the column, which stays, has lost its default.
bool has_lost_default(Oid relation, AttrNumber number, const Past& past);

}  // namespace mana_guard::server

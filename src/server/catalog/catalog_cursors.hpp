// Look-ups in the catalogs for a reader that goes through relations in the order of their OIDs: an index scan of each
// catalog stays open, and what is asked for next is mostly what comes next. Nothing grows with the number of relations.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// A scan of a catalog by an index whose first column is an OID.
struct CatalogCursor {
    Oid catalog;
    Oid index;
    ::Relation rows = nullptr;
    ::Relation index_relation = nullptr;
    IndexScanDesc scan = nullptr;
    TupleTableSlot* slot = nullptr;
    MemoryContext context = nullptr;  // of what the scan keeps
    Oid next = InvalidOid;            // the key of the row that the scan has come to
    Oid read = InvalidOid;            // the key whose rows were read last
    bool has_next = false;
    bool is_busy = false;
};

// From here on each_row() looks up by cursors what this snapshot sees, until they are closed or the current memory
// context is gone. Not where the server doesn't trust its catalogs' indexes.
void open_cursors(Snapshot snapshot);
void close_cursors();

// The open cursor over this index that can be moved; null where there is none for the snapshot.
CatalogCursor* cursor_over(Oid index, Snapshot snapshot);

struct SeenSchema {
    Oid oid = InvalidOid;
    NameData name{};
};
// Which schema was looked up last through cursors of that snapshot; null where there are none.
SeenSchema* schema_seen_last(Snapshot snapshot);

// Moves to the first row whose key is this OID or the next greater one; false where there is none.
bool seek(CatalogCursor& cursor, Oid oid);
// To the next row.
void advance(CatalogCursor& cursor);
// The row that the scan has come to, good until it moves; null where the snapshot sees none.
HeapTuple row_at(const CatalogCursor& cursor);

}  // namespace mana_guard::server

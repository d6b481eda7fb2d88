// Reads one of the policy's tables. It is read from its file, without opening it, for which PostgreSQL would read ten
// catalogs: a session's first command pays for it.
#pragma once

#include "server/policy/stored_rows.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether those of the table's triggers that check and invalidate fire whatever session_replication_role says.
bool fires_always(Oid table);
// Warns of each of the policy's tables whose triggers don't. `tables` has them in the order of StoredTable, invalid
// where one is missing.
void warn_of_triggers(std::span<const Oid> tables);

// A table that is being read.
struct OpenTable {
    Oid oid;
    RowReader reader;  // not where its file is empty
    // Where its rows may lie otherwise than those of a plain table; null where its file is read.
    ::Relation relation;
    SysScanDesc scan;
    // The file, and the rows of the page that was come to.
    FileLocator file;
    BlockNumber page_count;
    BlockNumber next_page;
    Buffer page;
    int row_count;
    int next_row;
    HeapTupleData rows[MaxHeapTuplesPerPage];
};

// Locks the table and opens it. Raises MG901 where it isn't as the extension made it. The rows are those that
// stand there now, whatever snapshot the transaction works with: one that is older than the change whose invalidation
// was consumed would keep the cache stale for good.
void open_table(StoredTable table, Oid oid, OpenTable& opened);
// The next row, good until the next call; null after the last.
HeapTuple next_row(OpenTable& opened);
void close_table(OpenTable& opened);

}  // namespace mana_guard::server

// Reads one of the policy's tables. It is read from its file, without opening it, for which PostgreSQL would read ten
// catalogs: a session's first command pays for it.
#pragma once

#include "server/policy/stored_rows.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// One of the policy's tables as it was when its name was looked up.
struct FoundTable {
    FormData_pg_class row;  // where there is no such table its OID is invalid
    bool is_current;        // until an invalidation of the table comes
};

// Looks up all, in the order of StoredTable: by one scan, since a session's first command pays for that too.
void find_stored_tables(std::span<FoundTable> tables);

// Whether those of the table's triggers that check and invalidate fire whatever session_replication_role says.
bool fires_always(Oid table);
// Warns of each of the policy's tables whose triggers don't.
void warn_of_triggers(std::span<const FoundTable> tables);

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
    Buffer page_ahead;  // the one after it, which the processor fetches meanwhile
    int row_count;
    int next_row;
    HeapTupleData rows[MaxHeapTuplesPerPage];
};

// Locks the table and opens it. Raises MG901 where it isn't as the extension made it. The rows are those that
// stand there now, whatever snapshot the transaction works with: one that is older than the change whose invalidation
// was consumed would keep the cache stale for good.
void open_table(StoredTable table, FoundTable& found, OpenTable& opened);
// The next row, good until the next call; null after the last.
HeapTuple next_row(OpenTable& opened);
void close_table(OpenTable& opened);

}  // namespace mana_guard::server

// Types, routines and extensions.
#pragma once

#include "model/definition.hpp"
#include "server/catalog/catalog_rows.hpp"
#include "server/prelude.hpp"
#include "server/record/frames.hpp"

namespace mana_guard::server {

// Those that the command has made or altered and that are to be judged, as they stand.
std::span<Definition> touched_definitions(const Frame* frame, Node* parse_tree);

// One by its row's OID in that catalog; false where there is none that is to be judged.
bool read_definition(Oid catalog, Oid oid, Snapshot snapshot, Definition& definition);

// Calls with each that a snapshot sees in the database; what one takes is in `context`, which is reset after it.
template <typename Each>
void each_definition(Snapshot snapshot, MemoryContext context, const Each& call);

// Fills in from a row of pg_type, pg_proc or pg_extension; false where it isn't to be judged.
bool read_type_definition(HeapTuple tuple, TupleDesc descriptor, Snapshot snapshot, Definition& definition);
bool read_routine(HeapTuple tuple, TupleDesc descriptor, Snapshot snapshot, Definition& definition);
bool read_extension(HeapTuple tuple, TupleDesc descriptor, Snapshot snapshot, Definition& definition);

// The state before of a definition, in the current memory context; null where the snapshot sees none.
const Definition* definition_before(const Definition& after, Snapshot snapshot);

template <typename Each>
void each_definition(Snapshot snapshot, MemoryContext context, const Each& call) {
    const auto each_of = [&](Oid catalog, const auto& read) {
        ::Relation relation = table_open(catalog, AccessShareLock);
        SysScanDesc scan = systable_beginscan(relation, InvalidOid, false, snapshot, 0, nullptr);
        for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
            CHECK_FOR_INTERRUPTS();
            MemoryContext caller = MemoryContextSwitchTo(context);
            Definition definition;
            if (read(tuple, RelationGetDescr(relation), snapshot, definition)) call(definition);
            MemoryContextSwitchTo(caller);
            MemoryContextReset(context);
        }
        systable_endscan(scan);
        table_close(relation, AccessShareLock);
    };
    each_of(TypeRelationId, read_type_definition);
    each_of(ProcedureRelationId, read_routine);
    each_of(ExtensionRelationId, read_extension);
}

}  // namespace mana_guard::server

#include "server/functions/audit.hpp"

#include "server/catalog/catalog_cursors.hpp"
#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/extension_versions.hpp"
#include "server/catalog/kinds.hpp"
#include "server/commands/named_objects.hpp"
#include "server/events/details.hpp"
#include "server/events/fixed_before.hpp"
#include "server/events/judgement.hpp"
#include "server/events/obstacles.hpp"
#include "server/events/own_rules.hpp"
#include "server/functions/finding_row.hpp"
#include "server/gather/definitions.hpp"
#include "server/gather/gather.hpp"
#include "server/gather/stored.hpp"
#include "server/names.hpp"
#include "server/policy/policy_cache.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

// Relations are judged in batches: what one takes is freed before the next.
struct Batch {
    static constexpr std::size_t size = 64;

    const Policy* policy;
    std::string_view own_schema;
    ReturnSetInfo* result;
    MemoryContext context;
    Table tables[size];
    std::size_t count;
};

Change audit_of(const Policy* policy, std::string_view own_schema) {
    Change change = change_of(policy, Moment::Audit, GetUserId());
    change.own_schema = own_schema;
    return change;
}

bool is_trusted(const FindingRow& finding) {
    const Oid catalog = catalog_of(*finding.object);
    const Oid object = finding.object->oid;
    return is_trusted_member(catalog, object, false) || is_of_superusers_extension(catalog, object);
}

void put(const FindingRow& finding, ReturnSetInfo* result) {
    const char* owner = nullptr;
    if (!find_owner_name(catalog_of(*finding.object), finding.object->oid, owner)) owner = nullptr;
    Datum values[finding_columns] = {};
    bool nulls[finding_columns] = {};
    fill_finding(finding, owner, result->setDesc, 0, finding_columns, values, nulls);
    tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

// The same, with what own rules say of it.
Change answered(const Change& asked, const Policy* policy) {
    Change change = asked;
    std::span<const OwnQuestion> questions;
    Failure failure;
    const Outcome outcome = list_questions(change, policy, palloc_allocator, &questions, &failure);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "auditing");
    change.own_answers = ask_own_rules(questions, {});
    return change;
}

std::span<const FindingRow> findings_of(const Change& change, const Policy* policy) {
    std::span<const FindingRow> findings;
    Failure failure;
    const Outcome outcome = list_findings(change, policy, palloc_allocator, &findings, &failure);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "auditing");
    return findings;
}

// Lists what is found, again where it turns out that PostgreSQL would refuse one of the fixes.
std::span<const FindingRow> checked_findings(const Change& change, const JudgedObjects& judged, const Policy* policy,
                                             bool are_run_together) {
    auto findings = findings_of(change, policy);
    while (note_obstacles(findings, judged, are_run_together)) findings = findings_of(change, policy);
    return findings;
}

void put_findings(Change& change, const JudgedObjects& judged, const Policy* policy, ReturnSetInfo* result) {
    change.tables = judged.tables;
    change.schemas = judged.schemas;
    change.definitions = judged.definitions;
    const Change asked = answered(change, policy);
    for (const FindingRow& finding : checked_findings(asked, judged, policy, false)) {
        if (!is_trusted(finding)) put(finding, result);
    }
}

void finish(Batch& batch) {
    CHECK_FOR_INTERRUPTS();
    MemoryContext caller = MemoryContextSwitchTo(batch.context);
    Change change = audit_of(batch.policy, batch.own_schema);
    put_findings(change, {.tables = {batch.tables, batch.count}}, batch.policy, batch.result);
    batch.count = 0;
    MemoryContextSwitchTo(caller);
    MemoryContextReset(batch.context);
}

void add(Batch& batch, const FormData_pg_class& row, HeapTuple tuple, Snapshot snapshot) {
    MemoryContext caller = MemoryContextSwitchTo(batch.context);
    Table& table = batch.tables[batch.count];
    table = Table();
    if (read_stored_table(row, tuple, facts_read(batch.policy), snapshot, table)) ++batch.count;
    MemoryContextSwitchTo(caller);
    if (batch.count == Batch::size) finish(batch);
}

// By the heap, while a scan by an index goes on.
std::int64_t count_classes(::Relation classes, Snapshot snapshot) {
    std::int64_t count = 0;
    SysScanDesc scan = systable_beginscan(classes, InvalidOid, false, snapshot, 0, nullptr);
    while (HeapTupleIsValid(systable_getnext(scan))) {
        CHECK_FOR_INTERRUPTS();
        ++count;
    }
    systable_endscan(scan);
    return count;
}

// Reports the audit's progress after a second, and then every five seconds. The total is counted, because the
// statistics of a catalog that has just grown are outdated.
struct Progress {
    ::Relation classes;
    Snapshot snapshot;
    TimestampTz told_at = GetCurrentTimestamp();
    std::int64_t seen = 0;
    std::int64_t all = 0;  // once it is told

    // Another row, while so many that were seen wait to be judged.
    void step(std::size_t waiting) {
        constexpr std::int64_t rows_between_looks = 64;
        constexpr int first_interval = 1000;  // ms
        constexpr int interval = 5000;
        if (++seen % rows_between_looks != 0) return;
        const TimestampTz now = GetCurrentTimestamp();
        if (!TimestampDifferenceExceeds(told_at, now, all > 0 ? interval : first_interval)) return;
        told_at = now;
        if (all == 0) all = count_classes(classes, snapshot);
        ereport(NOTICE, (errmsg("audit: checked %lld of %lld relations and indexes",
                                static_cast<long long>(seen - static_cast<std::int64_t>(waiting)),
                                static_cast<long long>(all))));
    }
};

// Calls with each row of pg_class, in the order of their OIDs where the server trusts its catalogs' indexes; a call
// says how many wait to be judged.
template <typename Each>
void each_class(Snapshot snapshot, const Each& call) {
    ::Relation classes = table_open(RelationRelationId, AccessShareLock);
    Progress progress{classes, snapshot};
    if (IgnoreSystemIndexes) {
        SysScanDesc scan = systable_beginscan(classes, InvalidOid, false, snapshot, 0, nullptr);
        for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
            CHECK_FOR_INTERRUPTS();
            progress.step(call(tuple));
        }
        systable_endscan(scan);
    } else {
        ::Relation by_oid = index_open(ClassOidIndexId, AccessShareLock);
        SysScanDesc scan = systable_beginscan_ordered(classes, by_oid, snapshot, 0, nullptr);
        while (HeapTuple tuple = systable_getnext_ordered(scan, ForwardScanDirection)) {
            CHECK_FOR_INTERRUPTS();
            progress.step(call(tuple));
        }
        systable_endscan_ordered(scan);
        index_close(by_oid, AccessShareLock);
    }
    table_close(classes, AccessShareLock);
}

Batch* begin(const Policy* policy, ReturnSetInfo* result) {
    auto* batch = static_cast<Batch*>(palloc0(sizeof(Batch)));
    batch->policy = policy;
    batch->own_schema = own_schema(policy, GetUserId());
    batch->result = result;
    batch->context = AllocSetContextCreate(CurrentMemoryContext, "mana_guard audit", ALLOCSET_DEFAULT_SIZES);
    return batch;
}

void end(Batch* batch) {
    finish(*batch);
    MemoryContextDelete(batch->context);
}

// Schemas are judged one by one: there are few.
void audit_schemas(const Policy* policy, std::string_view schema_of_user, const char* schema_pattern,
                   ReturnSetInfo* result) {
    List* schemas = NIL;
    ::Relation namespaces = table_open(NamespaceRelationId, AccessShareLock);
    SysScanDesc scan = systable_beginscan(namespaces, InvalidOid, false, nullptr, 0, nullptr);
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        const auto* form = reinterpret_cast<Form_pg_namespace>(GETSTRUCT(tuple));
        if (matches_pattern(schema_pattern, NameStr(form->nspname))) schemas = lappend_oid(schemas, form->oid);
    }
    systable_endscan(scan);
    table_close(namespaces, AccessShareLock);
    for (int i = 0; i < list_length(schemas); ++i) {
        CHECK_FOR_INTERRUPTS();
        const TouchedSchema touched{list_nth_oid(schemas, i), Fact::SchemaName, false};
        Gathered gathered;
        gather_schemas({&touched, 1}, {}, gathered);
        for (Schema& schema : gathered.schemas) schema.touched = schema_facts;
        Change change = audit_of(policy, schema_of_user);
        put_findings(change, {.schemas = gathered.schemas}, policy, result);
    }
}

}  // namespace

void audit_definition(const Batch& batch, Definition& definition) {
    Change change = audit_of(batch.policy, batch.own_schema);
    put_findings(change, {.definitions = {&definition, 1}}, batch.policy, batch.result);
}

// Types, routines and extensions.
void audit_definitions(const Batch& batch, const char* schema_pattern, const char* object_pattern, Snapshot snapshot) {
    const Facts wanted = facts_read(batch.policy);
    if (!wanted.overlaps(Fact::Definition | Fact::Versions)) return;
    const AvailableVersions available = wanted.has(Fact::Versions) ? available_versions() : AvailableVersions();
    each_definition(snapshot, batch.context, [&](Definition& definition) {
        if (!matches_pattern(schema_pattern, definition.schema)) return;
        if (!matches_pattern(object_pattern, definition.name)) return;
        if (definition.kind == ObjectKind::Extension) read_available_version(available, definition);
        audit_definition(batch, definition);
    });
}

void audit_this_database(const Batch& batch) {
    if (!facts_read(batch.policy).has(Fact::Encoding)) return;
    Definition database;
    read_database(database);
    database.oid = MyDatabaseId;
    database.touched = Fact::Encoding;
    database.encoding = GetDatabaseEncodingName();
    audit_definition(batch, database);
}

void audit_relation(const Policy* policy, Oid relation, ReturnSetInfo* result) {
    Snapshot snapshot = GetActiveSnapshot();
    FormData_pg_class row;
    if (!read_stored_class(relation, snapshot, row)) return;
    Batch* batch = begin(policy, result);
    add(*batch, row, nullptr, snapshot);
    end(batch);
}

void fix_relation(const Policy* policy, Oid relation, bool include_exempt, ReturnSetInfo* result) {
    Snapshot snapshot = GetActiveSnapshot();
    FormData_pg_class row;
    Table table;
    if (!read_stored_class(relation, snapshot, row) ||
        !read_stored_table(row, nullptr, facts_read(policy), snapshot, table) ||
        is_trusted_member(RelationRelationId, relation, false))
        return;
    const std::span<Table> tables(&table, 1);
    Change change = audit_of(policy, own_schema(policy, GetUserId()));
    change.tables = tables;
    change = answered(change, policy);
    checked_findings(change, {.tables = tables}, policy, true);
    Fixes list;
    do {
        Failure failure;
        const Outcome outcome = list_fixes(change, policy, include_exempt, palloc_allocator, &list, &failure);
        if (outcome != Outcome::Done) raise_failure(outcome, failure, "listing fixes");
    } while (note_taken_indexes(list.index_names, table));
    Growing<const char*> offered;
    for (const char* statement : list.statements) {
        // What is overtaken waits for the next call, and what follows it under the new name that it gives.
        if (is_overtaken(statement, table)) {
            if (strstr(statement, " RENAME ") != nullptr) break;
            continue;
        }
        offered.add() = statement;
    }
    remember_fixes(offered.span(), table);
    for (const char* statement : offered.span()) {
        Datum value = CStringGetTextDatum(statement);
        bool is_null = false;
        tuplestore_putvalues(result->setResult, result->setDesc, &value, &is_null);
    }
}

void audit_database(const Policy* policy, const char* schema_pattern, const char* object_pattern,
                    ReturnSetInfo* result) {
    Snapshot snapshot = GetActiveSnapshot();
    Batch* batch = begin(policy, result);
    open_cursors(snapshot);
    each_class(snapshot, [&](HeapTuple tuple) {
        FormData_pg_class row;
        memcpy(&row, GETSTRUCT(tuple), CLASS_TUPLE_SIZE);
        ObjectKind kind{};
        const char* schema = nullptr;
        if (!object_kind_of(row.relkind, &kind) || !matches_pattern(object_pattern, NameStr(row.relname)) ||
            !find_schema_name(row.relnamespace, schema))
            return batch->count;
        const bool is_meant = matches_pattern(schema_pattern, schema);
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): one for each relation of the database would add up
        pfree(const_cast<char*>(schema));
        if (is_meant) add(*batch, row, tuple, snapshot);
        return batch->count;
    });
    finish(*batch);
    audit_definitions(*batch, schema_pattern, object_pattern, snapshot);
    close_cursors();
    // No pattern means the database.
    if (matches_pattern(schema_pattern, "") && matches_pattern(object_pattern, "")) audit_this_database(*batch);
    end(batch);
    // A pattern of objects means no schema.
    if (matches_pattern(object_pattern, "")) audit_schemas(policy, batch->own_schema, schema_pattern, result);
}

}  // namespace mana_guard::server

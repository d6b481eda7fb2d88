#include "server/events/moved.hpp"

#include "engine/judge.hpp"
#include "server/catalog/kinds.hpp"
#include "server/events/judgement.hpp"
#include "server/gather/stored.hpp"
#include "server/names.hpp"
#include "server/policy/deprecations.hpp"
#include "server/policy/owner_sql.hpp"
#include "server/policy/policy_cache.hpp"
#include "server/record/statement_text.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

struct Name {
    const char* schema;
    const char* object;
};

std::span<const std::int64_t> following(const Name& name) {
    const Policy* policy = current_policy();
    if (!exemptions_may_follow(policy)) return {};
    read_exemptions(policy);
    std::span<const std::int64_t> exemptions;
    Failure failure;
    const Outcome outcome =
        list_following(policy, name.schema, name.object, change_of(policy, Moment::Statement, GetUserId()),
                       palloc_allocator, &exemptions, &failure);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "looking for exemptions");
    return exemptions;
}

Datum array_of(std::span<const std::int64_t> ids) {
    auto* values = static_cast<Datum*>(palloc(ids.size() * sizeof(Datum)));
    for (std::size_t i = 0; i < ids.size(); ++i) values[i] = Int64GetDatum(ids[i]);
    return PointerGetDatum(construct_array(values, static_cast<int>(ids.size()), INT8OID, sizeof(int64),
                                           FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

void run(std::span<const char* const> statements, std::span<const std::int64_t> ids, const char* first,
         const char* second) {
    const Argument arguments[] = {
        {INT8ARRAYOID, array_of(ids)}, {TEXTOID, CStringGetTextDatum(first)}, {TEXTOID, CStringGetTextDatum(second)}};
    for (const char* sql : statements) run_as_owner("exemptions", sql, arguments);
}

// No operator is looked for in the caller's search_path. Each first makes room: an exemption that an object of the new
// name left behind would be in the way.
constexpr const char* move_relation[] = {
    "DELETE FROM mana_guard.exemptions AS old USING mana_guard.exemptions AS one "
    "WHERE one.id OPERATOR(pg_catalog.=) ANY ($1) AND old.id OPERATOR(pg_catalog.<>) ALL ($1) "
    "AND old.schema_pattern OPERATOR(pg_catalog.=) $2 AND old.object_pattern OPERATOR(pg_catalog.=) $3 "
    "AND old.rule OPERATOR(pg_catalog.=) one.rule "
    "AND (old.column_pattern OPERATOR(pg_catalog.=) one.column_pattern "
    "OR old.column_pattern IS NULL AND one.column_pattern IS NULL) "
    "AND (old.value OPERATOR(pg_catalog.=) one.value OR old.value IS NULL AND one.value IS NULL)",
    "UPDATE mana_guard.exemptions SET schema_pattern = $2, object_pattern = $3 "
    "WHERE id OPERATOR(pg_catalog.=) ANY ($1)"};
constexpr const char* move_column[] = {
    "DELETE FROM mana_guard.exemptions AS old USING mana_guard.exemptions AS one "
    "WHERE one.id OPERATOR(pg_catalog.=) ANY ($1) AND one.column_pattern OPERATOR(pg_catalog.=) $2 "
    "AND old.schema_pattern OPERATOR(pg_catalog.=) one.schema_pattern "
    "AND old.object_pattern OPERATOR(pg_catalog.=) one.object_pattern "
    "AND old.column_pattern OPERATOR(pg_catalog.=) $3 "
    "AND old.rule OPERATOR(pg_catalog.=) one.rule "
    "AND (old.value OPERATOR(pg_catalog.=) one.value OR old.value IS NULL AND one.value IS NULL)",
    "UPDATE mana_guard.exemptions SET column_pattern = $3 "
    "WHERE id OPERATOR(pg_catalog.=) ANY ($1) AND column_pattern OPERATOR(pg_catalog.=) $2"};

void follow_relation(const Name& before, const Name& after) {
    if (strcmp(before.schema, after.schema) == 0 && strcmp(before.object, after.object) == 0) return;
    move_deprecations(before.schema, before.object, after.schema, after.object);
    const auto ids = following(before);
    if (ids.empty()) return;
    run(move_relation, ids, after.schema, after.object);
}

void follow_column(const Name& relation, const RenameStmt* rename) {
    rename_deprecated_column(relation.schema, relation.object, rename->subname, rename->newname);
    const auto ids = following(relation);
    if (ids.empty()) return;
    run(move_column, ids, rename->subname, rename->newname);
}

void follow_schema(const RenameStmt* rename, std::span<const TouchedRelation> touched) {
    for (const TouchedRelation& one : touched) {
        CHECK_FOR_INTERRUPTS();
        FoundName found;
        if (!find_relation_name(one.relation, found)) continue;
        follow_relation({rename->subname, found.name}, {rename->newname, found.name});
    }
}

// What was there before the command is read as it was then.
void forget(const Touch& touch, Snapshot before) {
    const bool is_column = touch.access == Access::ColumnDropped;
    if (touch.class_id != RelationRelationId || (!is_column && touch.access != Access::Dropped)) return;
    FormData_pg_class row;
    if (!read_stored_class(touch.object_id, before, row)) return;
    ObjectKind kind{};
    if (row.relpersistence == RELPERSISTENCE_TEMP || !object_kind_of(row.relkind, &kind)) return;
    const char* schema = stored_schema_name(row.relnamespace, before);
    if (schema == nullptr) return;
    const char* column = nullptr;
    if (is_column) {
        column = stored_column_name(touch.object_id, static_cast<AttrNumber>(touch.sub_id), before);
        if (column == nullptr) return;
    }
    forget_deprecation(schema, NameStr(row.relname), column);
}

}  // namespace

void forget_dropped(const Frame* frame) {
    if (frame == nullptr || frame->first == InvalidCommandId) return;
    bool has_dropped = false;
    for (int i = 0; i < frame->touch_count && !has_dropped; ++i) {
        const Touch& touch = frame->touches[i];
        has_dropped = touch.class_id == RelationRelationId &&
                      (touch.access == Access::Dropped || touch.access == Access::ColumnDropped);
    }
    if (!has_dropped || !has_deprecations()) return;
    PushCopiedSnapshot(GetLatestSnapshot());
    GetActiveSnapshot()->curcid = frame->first;
    const Snapshot before = RegisterSnapshot(GetActiveSnapshot());
    PopActiveSnapshot();
    for (int i = 0; i < frame->touch_count; ++i) {
        CHECK_FOR_INTERRUPTS();
        forget(frame->touches[i], before);
    }
    UnregisterSnapshot(before);
}

void follow_moved(const Source& source) {
    const bool is_rename = IsA(source.parse_tree, RenameStmt);
    if (source.frame == nullptr || (!is_rename && !IsA(source.parse_tree, AlterObjectSchemaStmt))) return;
    const Frame* frame = source.frame;
    const auto* rename = is_rename ? reinterpret_cast<const RenameStmt*>(source.parse_tree) : nullptr;
    if (is_rename && rename->renameType == OBJECT_SCHEMA) {
        follow_schema(rename, touched_relations(frame, source.parse_tree, relation_facts));
        return;
    }
    if (!OidIsValid(frame->target_before)) return;
    FoundName now;
    if (!find_relation_name(frame->target_before, now)) return;
    const Name before{frame->schema_before, frame->name_before};
    if (is_rename && renames_column(rename)) {
        follow_column(before, rename);
    } else {
        follow_relation(before, {now.schema, now.name});
    }
}

}  // namespace mana_guard::server

#include "server/policy/insert.hpp"

#include "server/policy/stored_rows.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

int number_of(::Relation relation, const NamedValue& value) {
    const AttrNumber number = get_attnum(RelationGetRelid(relation), value.column);
    if (number == InvalidAttrNumber) {
        raise_unavailable(
            psprintf("table mana_guard.%s has no column \"%s\"", RelationGetRelationName(relation), value.column),
            way_out);
    }
    if (TupleDescAttr(RelationGetDescr(relation), number - 1)->atttypid == value.type) return number;
    raise_unavailable(psprintf("column \"%s\" of table mana_guard.%s is not of type %s", value.column,
                               RelationGetRelationName(relation), format_type_be(value.type)),
                      way_out);
}

// What a column that isn't named falls back on.
void fill_default(::Relation relation, int column, EState* state, TupleTableSlot* slot) {
    const Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(relation), column);
    slot->tts_isnull[column] = true;
    if (attribute->attisdropped || attribute->attgenerated != '\0') return;
    auto* expression = reinterpret_cast<Expr*>(build_column_default(relation, column + 1));
    if (expression == nullptr) return;
    slot->tts_values[column] = ExecEvalExprSwitchContext(ExecPrepareExpr(expression, state),
                                                         GetPerTupleExprContext(state), &slot->tts_isnull[column]);
}

// The relation as the executor looks it up when it reports a rejected value.
RangeTblEntry* entry_of(::Relation relation) {
    auto* entry = makeNode(RangeTblEntry);
    entry->rtekind = RTE_RELATION;
    entry->relid = RelationGetRelid(relation);
    entry->relkind = relation->rd_rel->relkind;
    entry->rellockmode = RowExclusiveLock;
    return entry;
}

void insert_into(::Relation relation, std::span<const NamedValue> values) {
    EState* state = CreateExecutorState();
    set_range_table(state, entry_of(relation));
    auto* target = makeNode(ResultRelInfo);
    InitResultRelInfo(target, relation, 1, nullptr, 0);
    // Deferred triggers have run by the time of COMMIT: nothing may queue one.
    target->ri_TrigDesc = nullptr;
    ExecOpenIndices(target, false);
    TupleTableSlot* slot = ExecInitExtraTupleSlot(state, RelationGetDescr(relation), &TTSOpsVirtual);
    const int count = RelationGetDescr(relation)->natts;
    auto* named = static_cast<bool*>(palloc0(sizeof(bool) * static_cast<Size>(count)));
    for (const NamedValue& one : values) {
        const int column = number_of(relation, one) - 1;
        slot->tts_values[column] = one.value;
        slot->tts_isnull[column] = one.is_null;
        named[column] = true;
    }
    for (int column = 0; column < count; ++column) {
        if (!named[column]) fill_default(relation, column, state, slot);
    }
    ExecStoreVirtualTuple(slot);
    ExecSimpleRelationInsert(target, state, slot);
    ExecCloseIndices(target);
    ExecResetTupleTable(state->es_tupleTable, false);
    FreeExecutorState(state);
}

}  // namespace

void insert_row(const char* table, std::span<const NamedValue> values) {
    const Oid oid = guard_table(table);
    if (!OidIsValid(oid)) raise_unavailable(psprintf("table mana_guard.%s is missing", table), way_out);
    ::Relation relation = table_open(oid, RowExclusiveLock);
    if (relation->rd_rel->relkind != RELKIND_RELATION) {
        raise_unavailable(psprintf("mana_guard.%s is not a plain table", table), way_out);
    }
    // A default or an index that your team has added runs as the owner; an error restores the user.
    Oid user = InvalidOid;
    int security_context = 0;
    GetUserIdAndSecContext(&user, &security_context);
    SetUserIdAndSecContext(relation->rd_rel->relowner,
                           security_context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION);
    // A command that commits in its middle has none left at its end, and the row's defaults may need one.
    const bool has_snapshot = ActiveSnapshotSet();
    if (!has_snapshot) PushActiveSnapshot(GetTransactionSnapshot());
    insert_into(relation, values);
    if (!has_snapshot) PopActiveSnapshot();
    SetUserIdAndSecContext(user, security_context);
    table_close(relation, NoLock);
}

}  // namespace mana_guard::server

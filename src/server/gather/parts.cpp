#include "server/gather/parts.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/expressions.hpp"
#include "server/catalog/truth.hpp"
#include "server/catalog/types.hpp"
#include "server/gather/gather.hpp"
#include "server/gather/grants.hpp"
#include "server/gather/stored.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// Whether a storage parameter is set to something that PostgreSQL reads as `value`.
bool has_option(HeapTuple tuple, TupleDesc descriptor, const char* name, bool value) {
    bool is_null = true;
    const Datum options = heap_getattr(tuple, Anum_pg_class_reloptions, descriptor, &is_null);
    if (is_null) return false;
    const List* list = untransformRelOptions(options);
    for (int i = 0; i < list_length(list); ++i) {
        auto* option = static_cast<DefElem*>(list_nth(list, i));
        // Not defGetBoolean(), which takes fewer spellings than a storage parameter may have.
        bool is_set = false;
        if (strcmp(option->defname, name) == 0) return parse_bool(defGetString(option), &is_set) && is_set == value;
    }
    return false;
}

// What another relation is called by now, so that its new name is nothing new of this one; of one that is gone, what
// the snapshot has.
const char* identity_now(const FormData_pg_class& row, Snapshot snapshot) {
    FoundName found;
    if (find_relation_name(row.oid, found)) return quoted(found);
    const char* schema = stored_schema_name(row.relnamespace, snapshot);
    return quote_qualified_identifier(schema == nullptr ? "" : schema, NameStr(row.relname));
}

std::span<const std::string_view> parents_of(Oid relation, Snapshot snapshot) {
    Growing<std::string_view> parents;
    each_row(InheritsRelationId, InheritsRelidSeqnoIndexId, {Anum_pg_inherits_inhrelid, relation}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 FormData_pg_class parent;
                 const Oid oid = reinterpret_cast<Form_pg_inherits>(GETSTRUCT(tuple))->inhparent;
                 if (!read_stored_class(oid, snapshot, parent)) return true;
                 if (parent.relkind == RELKIND_PARTITIONED_TABLE) return true;
                 parents.add() = identity_now(parent, snapshot);
                 return true;
             });
    return parents.span();
}

// What a rule is for, as pg_rewrite has it (rewrite/rewriteDefine.c); null for the query of a view.
const char* event_name(char event) {
    switch (event - '0') {
        case CMD_UPDATE:
            return "update";
        case CMD_INSERT:
            return "insert";
        case CMD_DELETE:
            return "delete";
        default:
            return nullptr;
    }
}

std::span<const RewriteRule> rules_of(Oid relation, Snapshot snapshot) {
    Growing<RewriteRule> rules;
    each_row(RewriteRelationId, RewriteRelRulenameIndexId, {Anum_pg_rewrite_ev_class, relation}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const auto& form = *reinterpret_cast<Form_pg_rewrite>(GETSTRUCT(tuple));
                 const char* event = event_name(form.ev_type);
                 if (event == nullptr) return true;
                 const char* name = pstrdup(NameStr(form.rulename));
                 rules.add() = {name, quote_identifier(name), event, form.oid};
                 return true;
             });
    return rules.span();
}

// To roles other than the owner.
std::span<const Grant> grants_of(HeapTuple tuple, TupleDesc descriptor, Oid owner) {
    bool is_null = true;
    const Datum datum = heap_getattr(tuple, Anum_pg_class_relacl, descriptor, &is_null);
    if (is_null) return {};
    return grants_in(DatumGetAclP(datum), owner, ACLITEM_ALL_PRIV_BITS);
}

const char* command_name(char command) {
    switch (command) {
        case ACL_SELECT_CHR:
            return "select";
        case ACL_INSERT_CHR:
            return "insert";
        case ACL_UPDATE_CHR:
            return "update";
        case ACL_DELETE_CHR:
            return "delete";
        default:
            return "all";
    }
}

std::span<const std::string_view> role_names(HeapTuple tuple, TupleDesc descriptor) {
    bool is_null = true;
    const Datum datum = heap_getattr(tuple, Anum_pg_policy_polroles, descriptor, &is_null);
    if (is_null) return {};
    const ArrayType* array = DatumGetArrayTypeP(datum);
    const auto* oids = reinterpret_cast<const Oid*>(ARR_DATA_PTR(array));
    const int count = ARR_NDIM(array) == 0 ? 0 : ARR_DIMS(array)[0];
    Growing<std::string_view> names;
    for (int i = 0; i < count; ++i) {
        const char* name = "public";
        if (OidIsValid(oids[i]) && !find_role_name(oids[i], name)) name = "";
        names.add() = name;
    }
    return names.span();
}

void read_policy(HeapTuple tuple, TupleDesc descriptor, Snapshot snapshot, RowPolicy& policy) {
    const auto& form = *reinterpret_cast<Form_pg_policy>(GETSTRUCT(tuple));
    policy.oid = form.oid;
    policy.name = pstrdup(NameStr(form.polname));
    policy.quoted_name = quote_identifier(policy.name.data());
    policy.command = command_name(form.polcmd);
    policy.roles = role_names(tuple, descriptor);
    policy.is_permissive = form.polpermissive;
    const char* condition = text_column(tuple, descriptor, Anum_pg_policy_polqual);
    const char* check = text_column(tuple, descriptor, Anum_pg_policy_polwithcheck);
    policy.using_is_true = condition != nullptr && is_true(condition);
    policy.check_is_true = check != nullptr ? is_true(check) : policy.using_is_true;
    for (const char* expression : {condition, check}) {
        const char* function = expression == nullptr ? nullptr : unwrapped_function(expression, snapshot);
        if (function != nullptr) policy.unwrapped_function = function;
    }
}

// Before PostgreSQL 17 asking is an error where the caller may not look.
void read_last_value(Oid sequence, SequenceState& state) {
    ::Relation opened = try_relation_open(sequence, AccessShareLock);
    if (opened == nullptr) return;
    if (pg_class_aclcheck(sequence, GetUserId(), ACL_SELECT | ACL_USAGE) == ACLCHECK_OK) {
        auto* call = static_cast<FunctionCallInfo>(palloc0(SizeForFunctionCallInfo(1)));
        InitFunctionCallInfoData(*call, nullptr, 1, InvalidOid, nullptr, nullptr);
        call->args[0].value = ObjectIdGetDatum(sequence);
        // Null where it was never called.
        const Datum last = pg_sequence_last_value(call);
        state.was_called = !call->isnull;
        if (state.was_called) state.last_value = DatumGetInt64(last);
    }
    relation_close(opened, AccessShareLock);
}

// The view's own query, whatever other rules it has.
Oid query_rule_of(Oid view, Snapshot snapshot) {
    Oid rule = InvalidOid;
    each_row(RewriteRelationId, RewriteRelRulenameIndexId, {Anum_pg_rewrite_ev_class, view}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const auto* form = reinterpret_cast<Form_pg_rewrite>(GETSTRUCT(tuple));
                 if (form->ev_type != '0' + CMD_SELECT) return true;
                 rule = form->oid;
                 return false;
             });
    return rule;
}

bool is_invoked_by_reader(Oid view, HeapTuple tuple, Snapshot snapshot) {
    bool is_invoker = false;
    with_class_tuple(view, tuple, snapshot, [&](HeapTuple found, TupleDesc descriptor) {
        is_invoker = has_option(found, descriptor, "security_invoker", true);
    });
    return is_invoker;
}

// The identity of a table with row security that the view reads with its own owner's rights: itself, or through views
// that take the rights of who reads them. Null where there is none.
const char* secured_table_of(Oid view, Snapshot snapshot, int depth) {
    constexpr int deepest = 32;  // CREATE OR REPLACE VIEW can make a circle
    const char* secured = nullptr;
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_classid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(RewriteRelationId));
    ScanKeyInit(&keys[1], Anum_pg_depend_objid, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(query_rule_of(view, snapshot)));
    each_row(DependRelationId, DependDependerIndexId, keys, 2, snapshot, [&](HeapTuple tuple, TupleDesc) {
        const auto* form = reinterpret_cast<Form_pg_depend>(GETSTRUCT(tuple));
        const Oid read = form->refobjid;
        FormData_pg_class row;
        if (form->refclassid != RelationRelationId || read == view || !read_stored_class(read, snapshot, row)) {
            return true;
        }
        if (row.relrowsecurity) {
            secured = identity_now(row, snapshot);
        } else if (row.relkind == RELKIND_VIEW && depth < deepest && is_invoked_by_reader(read, nullptr, snapshot)) {
            secured = secured_table_of(read, snapshot, depth + 1);
        }
        return secured == nullptr;
    });
    return secured;
}

const char* function_name(Oid function) {
    FoundName found;
    return find_routine_name(function, found) ? psprintf("%s.%s", found.schema, found.name) : ".";
}

}  // namespace

void read_toast(const FormData_pg_class& row, Snapshot snapshot, Table& table) {
    if (!OidIsValid(row.reltoastrelid) || table.kind != ObjectKind::Table) return;
    // That of a new table is in the relation cache.
    if (snapshot != nullptr || !table.created) {
        with_class_tuple(row.reltoastrelid, nullptr, snapshot, [&](HeapTuple tuple, TupleDesc descriptor) {
            table.toast_autovacuum_is_off = switches_autovacuum_off(tuple, descriptor);
        });
        return;
    }
    ::Relation toast = RelationIdGetRelation(row.reltoastrelid);
    if (toast == nullptr) return;
    const auto* options = reinterpret_cast<const StdRdOptions*>(toast->rd_options);
    table.toast_autovacuum_is_off = options != nullptr && !options->autovacuum.enabled;
    RelationClose(toast);
}

Has parts_of(const FormData_pg_class& row) {
    return {row.relchecks > 0 || row.relhastriggers || row.relkind == RELKIND_PARTITIONED_TABLE || row.relispartition,
            row.relhastriggers, row.relhasrules, row.relrowsecurity};
}

Owner owner_named(Oid role) {
    Owner owner;
    HeapTuple tuple = SearchSysCache1(AUTHOID, ObjectIdGetDatum(role));
    if (!HeapTupleIsValid(tuple)) return owner;
    const auto* form = reinterpret_cast<Form_pg_authid>(GETSTRUCT(tuple));
    owner.name = pstrdup(NameStr(form->rolname));
    owner.is_superuser = form->rolsuper;
    owner.can_login = form->rolcanlogin;
    ReleaseSysCache(tuple);
    return owner;
}

// A partition key doesn't change: whatever the snapshot sees stands still.
void read_partition_key(const Table& table, Column* columns) {
    if (table.kind != ObjectKind::PartitionedTable) return;
    HeapTuple tuple = SearchSysCache1(PARTRELID, ObjectIdGetDatum(table.oid));
    if (!HeapTupleIsValid(tuple)) return;
    const auto* form = reinterpret_cast<Form_pg_partitioned_table>(GETSTRUCT(tuple));
    Bitmapset* numbers = nullptr;
    for (int i = 0; i < form->partnatts; ++i) {
        const int number = form->partattrs.values[i];
        if (number != 0) numbers = bms_add_member(numbers, number - FirstLowInvalidHeapAttributeNumber);
    }
    bool is_null = true;
    const Datum expressions = SysCacheGetAttr(PARTRELID, tuple, Anum_pg_partitioned_table_partexprs, &is_null);
    if (!is_null) pull_varattnos(static_cast<Node*>(stringToNode(TextDatumGetCString(expressions))), 1, &numbers);
    ReleaseSysCache(tuple);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const int number = static_cast<int>(columns[i].number) - FirstLowInvalidHeapAttributeNumber;
        columns[i].in_partition_key = bms_is_member(number, numbers);
    }
}

bool has_condition(HeapTuple trigger, TupleDesc descriptor) {
    bool is_null = true;
    heap_getattr(trigger, Anum_pg_trigger_tgqual, descriptor, &is_null);
    return !is_null;
}

void read_triggers(Oid relation, Snapshot snapshot, Table& table) {
    Growing<Trigger> triggers;
    each_row(TriggerRelationId, TriggerRelidNameIndexId, {Anum_pg_trigger_tgrelid, relation}, snapshot,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 const auto& form = *reinterpret_cast<Form_pg_trigger>(GETSTRUCT(tuple));
                 if (form.tgisinternal) return true;
                 Trigger& trigger = triggers.add();
                 trigger.name = pstrdup(NameStr(form.tgname));
                 trigger.quoted_name = quote_identifier(trigger.name.data());
                 trigger.function = function_name(form.tgfoid);
                 trigger.is_before = TRIGGER_FOR_BEFORE(form.tgtype);
                 trigger.is_row = TRIGGER_FOR_ROW(form.tgtype);
                 trigger.on_update = TRIGGER_FOR_UPDATE(form.tgtype);
                 trigger.on_delete = TRIGGER_FOR_DELETE(form.tgtype);
                 trigger.on_truncate = TRIGGER_FOR_TRUNCATE(form.tgtype);
                 trigger.is_partial = form.tgattr.dim1 > 0 || has_condition(tuple, descriptor);
                 trigger.is_enabled =
                     form.tgenabled == TRIGGER_FIRES_ON_ORIGIN || form.tgenabled == TRIGGER_FIRES_ALWAYS;
                 return true;
             });
    table.triggers = triggers.span();
}

void read_storage(const FormData_pg_class& row, Snapshot snapshot, Table& table) {
    table.is_unlogged = row.relpersistence == RELPERSISTENCE_UNLOGGED;
    if (row.relhasrules && row.relkind != RELKIND_MATVIEW) table.rewrite_rules = rules_of(row.oid, snapshot);
}

void read_parents(const FormData_pg_class& row, Snapshot snapshot, Table& table) {
    // Also where no column comes from a parent, which may have none.
    if (!row.relispartition && tables_of_any_kind.has(table.kind)) table.parents = parents_of(row.oid, snapshot);
}

bool switches_autovacuum_off(HeapTuple tuple, TupleDesc descriptor) {
    return has_option(tuple, descriptor, "autovacuum_enabled", false);
}

void read_security(const FormData_pg_class& row, HeapTuple tuple, Snapshot snapshot, bool is_new, Table& table) {
    table.owner = owner_named(row.relowner);
    table.row_security = row.relrowsecurity;
    table.row_security_is_forced = row.relforcerowsecurity;
    with_class_tuple(row.oid, tuple, snapshot, [&](HeapTuple found, TupleDesc descriptor) {
        table.grants = grants_of(found, descriptor, row.relowner);
    });
    // Of a table that was just made nothing is granted but by default.
    table.is_granted = !is_new && !table.grants.empty();
    // The others have no policies, and a table that was just made can have none yet.
    if (!stored_tables.has(table.kind) || is_new) return;
    Growing<RowPolicy> policies;
    each_row(PolicyRelationId, PolicyPolrelidPolnameIndexId, {Anum_pg_policy_polrelid, row.oid}, snapshot,
             [&](HeapTuple found, TupleDesc descriptor) {
                 read_policy(found, descriptor, snapshot, policies.add());
                 return true;
             });
    table.policies = policies.span();
}

void read_comments(Oid relation, Snapshot snapshot, Table& table, Column* columns) {
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_description_objoid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relation));
    ScanKeyInit(&keys[1], Anum_pg_description_classoid, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(RelationRelationId));
    each_row(DescriptionRelationId, DescriptionObjIndexId, keys, 2, snapshot, [&](HeapTuple tuple, TupleDesc) {
        const auto* form = reinterpret_cast<Form_pg_description>(GETSTRUCT(tuple));
        if (form->objsubid == 0) {
            table.has_comment = true;
            return true;
        }
        const std::uint32_t column = column_index(table, form->objsubid);
        if (column != no_column) columns[column].has_comment = true;
        return true;
    });
}

void read_view(const FormData_pg_class& row, HeapTuple tuple, Snapshot snapshot, Table& table) {
    if (table.kind != ObjectKind::View) return;
    table.is_security_invoker = is_invoked_by_reader(row.oid, tuple, snapshot);
    const char* secured = secured_table_of(row.oid, snapshot, 0);
    if (secured != nullptr) table.reads_secured_table = secured;
}

void read_sequence_state(Oid relation, Snapshot snapshot, Table& table) {
    HeapTuple tuple = SearchSysCache1(SEQRELID, ObjectIdGetDatum(relation));
    if (!HeapTupleIsValid(tuple)) return;
    const auto* form = reinterpret_cast<Form_pg_sequence>(GETSTRUCT(tuple));
    SequenceState& state = table.sequence;
    state.minimum = form->seqmin;
    state.maximum = form->seqmax;
    state.increment = form->seqincrement;
    state.cycles = form->seqcycle;
    ReleaseSysCache(tuple);
    read_last_value(relation, state);
    Oid owner = InvalidOid;
    int32 column = 0;
    if (!sequenceIsOwned(relation, DEPENDENCY_AUTO, &owner, &column) &&
        !sequenceIsOwned(relation, DEPENDENCY_INTERNAL, &owner, &column)) {
        return;
    }
    FormData_pg_class row;
    if (!read_stored_class(owner, snapshot, row)) return;
    const char* schema = stored_schema_name(row.relnamespace, snapshot);
    state.owner_table = quote_qualified_identifier(schema == nullptr ? "" : schema, NameStr(row.relname));
    const char* name = get_attname(owner, static_cast<AttrNumber>(column), true);
    state.owner_column = name == nullptr ? "" : name;
    state.owner_type = type_facts(get_atttype(owner, static_cast<AttrNumber>(column)), -1, snapshot).type.base;
}

}  // namespace mana_guard::server

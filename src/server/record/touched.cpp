#include "server/record/touched.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/expressions.hpp"
#include "server/catalog/kinds.hpp"
#include "server/names.hpp"
#include "server/record/statement_text.hpp"

namespace mana_guard::server {
namespace {

// A growing list of touched relations in the current memory context.
struct Touched {
    TouchedRelation* items = nullptr;
    std::size_t count = 0;
    std::size_t capacity = 0;
    const RangeVar* target = nullptr;  // what an ALTER TABLE names
    bool is_target_told = false;       // a relation of that name is recorded
    const Frame* frame = nullptr;
    bool leaves_out_partitions = false;
    bool renames_column = false;
    std::span<Oid> dropped;  // relations that are gone, sorted: to look for one costs a search of pg_class

    [[nodiscard]] bool has_dropped(Oid relation) const { return has_oid(dropped, relation); }

    // Whether the relation added last is this one, with all its facts or some.
    [[nodiscard]] bool ends_with(Oid relation) const { return count > 0 && items[count - 1].relation == relation; }

    void add(Oid relation, Facts facts, bool created = false) {
        if (!OidIsValid(relation)) return;
        // The hook tells of one relation many times in a row.
        if (ends_with(relation)) {
            items[count - 1].facts |= facts;
            items[count - 1].created |= created;
            return;
        }
        if (count == capacity) {
            constexpr std::size_t first_capacity = 16;
            capacity = capacity == 0 ? first_capacity : capacity * 2;
            const Size bytes = capacity * sizeof(TouchedRelation);
            items = static_cast<TouchedRelation*>(items == nullptr ? palloc(bytes) : repalloc_huge(items, bytes));
        }
        items[count++] = {relation, facts, created};
    }
};

void add_by_kind(Touched& touched, Oid object, char relkind, bool created) {
    switch (relkind) {
        case RELKIND_RELATION:
        case RELKIND_PARTITIONED_TABLE:
        case RELKIND_FOREIGN_TABLE:
        case RELKIND_VIEW:
        case RELKIND_MATVIEW:
        case RELKIND_SEQUENCE:
            touched.add(object, relation_facts, created);
            return;
        default:
            return;
    }
}

// A relation that is found in the catalog and that the command needn't have locked. Indexes are left out.
void add_found(Touched& touched, Oid object) {
    add_by_kind(touched, object, get_rel_relkind(object), false);
}

// Whether an open relation has this name, and its schema where the name has one.
bool is_named(const ::Relation relation, const RangeVar* name) {
    if (strcmp(RelationGetRelationName(relation), name->relname) != 0) return false;
    return name->schemaname == nullptr || RelationGetNamespace(relation) == get_namespace_oid(name->schemaname, true);
}

// A relation that the command has worked on, and so locked: the relcache has it at hand, where pg_class would have to
// be searched for every new relation.
void add_recorded(Touched& touched, Oid object, bool created) {
    if (touched.ends_with(object)) {
        touched.add(object, relation_facts, created);
        return;
    }
    if (touched.has_dropped(object)) return;
    ::Relation relation = RelationIdGetRelation(object);
    if (relation == nullptr) return;
    const char relkind = relation->rd_rel->relkind;
    const Oid indexed = relation->rd_index == nullptr ? InvalidOid : relation->rd_index->indrelid;
    if (!OidIsValid(indexed) && touched.target != nullptr && is_named(relation, touched.target)) {
        touched.is_target_told = true;
    }
    RelationClose(relation);
    if (OidIsValid(indexed)) {
        touched.add(indexed, Fact::Indexes);
    } else {
        add_by_kind(touched, object, relkind, created);
    }
}

// The relations with a column of this type, through domains, arrays and ranges over it (pg_depend's index on the
// referenced object; catalog/pg_type.c and heap.c record these dependencies).
void add_users_of_type(Touched& touched, Oid type) {
    check_stack_depth();
    each_dependent(TypeRelationId, type, nullptr, [&touched](const FormData_pg_depend& row) {
        if (row.classid == RelationRelationId && row.objsubid != 0) add_found(touched, row.objid);
        if (row.classid == TypeRelationId) add_users_of_type(touched, row.objid);
        return false;
    });
}

// A domain's default and NOT NULL are its columns', so ALTER DOMAIN touches them. What a relation's own row type is
// altered by is told of the relation.
void add_altered_type(Touched& touched, Oid type) {
    if (get_typtype(type) == TYPTYPE_DOMAIN) add_users_of_type(touched, type);
}

// The relation with a check, an index, a default or a row policy that calls a function.
Oid caller_of_function(const FormData_pg_depend& row) {
    FormData_pg_constraint constraint;
    switch (row.classid) {
        case ConstraintRelationId:
            return find_constraint(row.objid, constraint) ? constraint.conrelid : InvalidOid;
        case RelationRelationId:
            return is_index(get_rel_relkind(row.objid)) ? IndexGetRelation(row.objid, true) : row.objid;
        case AttrDefaultRelationId:
            return GetAttrDefaultColumnAddress(row.objid).objectId;
        case PolicyRelationId:
            return relation_of_policy(row.objid);
        default:
            return InvalidOid;
    }
}

// A command that makes a function volatile, or immutable, touches what calls it.
void add_altered_function(Touched& touched, Oid function) {
    if (touched.frame->first == InvalidCommandId) return;
    PushCopiedSnapshot(GetLatestSnapshot());
    GetActiveSnapshot()->curcid = touched.frame->first;
    const char before = volatility_of(function, GetActiveSnapshot());
    PopActiveSnapshot();
    if (before == '\0' || before == volatility_of(function, nullptr)) return;
    each_dependent(ProcedureRelationId, function, nullptr, [&touched](const FormData_pg_depend& row) {
        add_found(touched, caller_of_function(row));
        return false;
    });
}

bool has_index_on(Oid relation, int column) {
    bool has = false;
    each_row(IndexRelationId, IndexIndrelidIndexId, {Anum_pg_index_indrelid, relation}, nullptr,
             [&has, column](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const auto& form = *reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple));
                 for (int i = 0; i < form.indnatts; ++i) has |= form.indkey.values[i] == column;
                 return !has;
             });
    return has;
}

bool has_foreign_key(Oid relation) {
    bool has = false;
    each_row(ConstraintRelationId, ConstraintRelidTypidNameIndexId, {Anum_pg_constraint_conrelid, relation}, nullptr,
             [&has](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 has = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->contype == CONSTRAINT_FOREIGN;
                 return !has;
             });
    return has;
}

// Whether a column was touched of a partition, which has its columns from its parent, and has no key, check or index of
// its own that this could matter to. A column that comes brings none but its parent's, and what goes with one is told
// of by itself.
bool is_left_to_parent(const Touched& touched, const Touch& touch) {
    if (!touched.leaves_out_partitions || touch.sub_id == 0) return false;
    FormData_pg_class row;
    if (!find_class(touch.object_id, row) || !row.relispartition) return false;
    if (touch.access != Access::Altered) return true;
    // Of a partitioned partition its triggers don't tell whether it has foreign keys.
    if (row.relhastriggers || row.relchecks > 0 || row.relkind == RELKIND_PARTITIONED_TABLE) return false;
    if (!foreign_keys_have_triggers && has_foreign_key(touch.object_id)) return false;
    return !touched.renames_column || !row.relhasindex || !has_index_on(touch.object_id, touch.sub_id);
}

// What is dropped is gone; its parts that a relation loses were recorded as alterations of the relation.
void add_touch(Touched& touched, const Touch& touch) {
    if (touch.access == Access::Dropped) return;
    switch (touch.class_id) {
        case RelationRelationId:
            if (is_left_to_parent(touched, touch)) return;
            add_recorded(touched, touch.object_id, touch.access == Access::Created && touch.sub_id == 0);
            return;
        case InheritsRelationId:
            add_recorded(touched, touch.object_id, false);
            return;
        case TypeRelationId:
            if (touch.access == Access::Altered) add_altered_type(touched, touch.object_id);
            return;
        case ProcedureRelationId:
            // CREATE OR REPLACE is told as if it made it.
            add_altered_function(touched, touch.object_id);
            return;
        default:
            return;
    }
}

// ALTER SCHEMA … RENAME: every relation of the schema changes its place. The one command whose cost grows.
void add_schema(Touched& touched, const char* schema) {
    const Oid schema_id = get_namespace_oid(schema, true);
    ::Relation classes = table_open(RelationRelationId, AccessShareLock);
    ScanKeyData key;
    ScanKeyInit(&key, Anum_pg_class_relnamespace, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(schema_id));
    SysScanDesc scan = systable_beginscan(classes, InvalidOid, false, nullptr, 1, &key);
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        const auto* form = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple));
        add_by_kind(touched, form->oid, form->relkind, false);
    }
    systable_endscan(scan);
    table_close(classes, AccessShareLock);
}

// ALTER EXTENSION … ADD and DROP: the hook is told of the extension alone. An upgrade takes out what it drops next.
void add_extension_member(Touched& touched, AlterExtensionContentsStmt* statement) {
    if (runs_trusted_script()) return;
    ::Relation relation = nullptr;
    const ObjectAddress address =
        get_object_address(statement->objtype, statement->object, &relation, AccessShareLock, true);
    if (relation != nullptr) relation_close(relation, AccessShareLock);
    if (address.classId == RelationRelationId) add_found(touched, address.objectId);
    if (address.classId == TypeRelationId) add_altered_type(touched, address.objectId);
}

void add_named(Touched& touched, const RangeVar* name, Facts facts) {
    const Oid relation = relation_named(name);
    ObjectKind kind{};
    if (OidIsValid(relation) && object_kind_of(get_rel_relkind(relation), &kind)) touched.add(relation, facts);
}

// The relation that a qualified name begins with, but for its last `left_out` parts.
void add_named(Touched& touched, const List* name, int left_out, Facts facts) {
    List* relation = list_truncate(list_copy(name), list_length(name) - left_out);
    if (relation != NIL) add_named(touched, makeRangeVarFromNameList(relation), facts);
}

void add_commented(Touched& touched, const CommentStmt* comment) {
    switch (comment->objtype) {
        case OBJECT_TABLE:
        case OBJECT_FOREIGN_TABLE:
        case OBJECT_VIEW:
        case OBJECT_MATVIEW:
            add_named(touched, reinterpret_cast<const List*>(comment->object), 0, Fact::Comments);
            return;
        case OBJECT_COLUMN:
            add_named(touched, reinterpret_cast<const List*>(comment->object), 1, Fact::Comments);
            return;
        default:
            return;
    }
}

void add_granted(Touched& touched, const GrantStmt* grant) {
    if (grant->objtype != OBJECT_TABLE) return;
    for (int i = 0; i < list_length(grant->objects); ++i) {
        if (grant->targtype == ACL_TARGET_ALL_IN_SCHEMA) add_schema(touched, strVal(list_nth(grant->objects, i)));
        if (grant->targtype != ACL_TARGET_OBJECT) continue;
        add_named(touched, static_cast<const RangeVar*>(list_nth(grant->objects, i)), Fact::Security);
    }
}

// The relations that lose a policy, a trigger or a rule.
void add_stripped(Touched& touched, const DropStmt* drop) {
    const ObjectType type = drop->removeType;
    if (type != OBJECT_POLICY && type != OBJECT_TRIGGER && type != OBJECT_RULE) return;
    for (int i = 0; i < list_length(drop->objects); ++i) {
        add_named(touched, static_cast<const List*>(list_nth(drop->objects, i)), 1, Fact::Security | Fact::Triggers);
    }
}

// What a statement touches that the hook isn't told of.
void add_untold(Touched& touched, Node* parse_tree) {
    switch (nodeTag(parse_tree)) {
        case T_AlterTableStmt: {
            if (touched.is_target_told) return;
            const Oid target = relation_named(reinterpret_cast<AlterTableStmt*>(parse_tree)->relation);
            if (OidIsValid(target)) add_recorded(touched, target, false);
            return;
        }
        case T_RenameStmt: {
            const auto* rename = reinterpret_cast<RenameStmt*>(parse_tree);
            if (rename->renameType == OBJECT_SCHEMA) add_schema(touched, rename->newname);
            if (rename->renameType == OBJECT_TABCONSTRAINT) {
                add_named(touched, rename->relation, Fact::Constraints | Fact::Indexes);
            }
            return;
        }
        case T_CreatePolicyStmt:
            add_named(touched, reinterpret_cast<CreatePolicyStmt*>(parse_tree)->table, Fact::Security);
            return;
        case T_AlterPolicyStmt:
            add_named(touched, reinterpret_cast<AlterPolicyStmt*>(parse_tree)->table, Fact::Security);
            return;
        case T_CreateTrigStmt:
            add_named(touched, reinterpret_cast<CreateTrigStmt*>(parse_tree)->relation, Fact::Triggers);
            return;
        case T_RuleStmt:
            add_named(touched, reinterpret_cast<RuleStmt*>(parse_tree)->relation, Fact::Storage);
            return;
        case T_CommentStmt:
            add_commented(touched, reinterpret_cast<CommentStmt*>(parse_tree));
            return;
        case T_GrantStmt:
            add_granted(touched, reinterpret_cast<GrantStmt*>(parse_tree));
            return;
        case T_DropStmt:
            add_stripped(touched, reinterpret_cast<DropStmt*>(parse_tree));
            return;
        case T_AlterExtensionContentsStmt:
            add_extension_member(touched, reinterpret_cast<AlterExtensionContentsStmt*>(parse_tree));
            return;
        default:
            return;
    }
}

// The target of a statement that has no frame.
void add_target(Touched& touched, Node* parse_tree) {
    RangeVar name;
    bool created = true;
    switch (nodeTag(parse_tree)) {
        case T_CreateStmt:
        case T_CreateForeignTableStmt:
            name = *reinterpret_cast<CreateStmt*>(parse_tree)->relation;
            break;
        case T_CreateTableAsStmt:
            name = *reinterpret_cast<CreateTableAsStmt*>(parse_tree)->into->rel;
            break;
        case T_RenameStmt: {
            const auto* rename = reinterpret_cast<RenameStmt*>(parse_tree);
            if (rename->relation == nullptr) return;
            name = *rename->relation;
            if (!renames_column(rename) && rename->renameType != OBJECT_TABCONSTRAINT) name.relname = rename->newname;
            created = false;
            break;
        }
        case T_AlterObjectSchemaStmt: {
            const auto* move = reinterpret_cast<AlterObjectSchemaStmt*>(parse_tree);
            if (move->relation == nullptr) return;
            name = *move->relation;
            name.schemaname = move->newschema;
            created = false;
            break;
        }
        default:
            return;
    }
    const Oid target = relation_named(&name);
    if (OidIsValid(target)) add_recorded(touched, target, created);
}

int by_oid(const void* a, const void* b) {
    const Oid left = static_cast<const TouchedRelation*>(a)->relation;
    const Oid right = static_cast<const TouchedRelation*>(b)->relation;
    return left < right ? -1 : left > right ? 1 : 0;
}

// Sorts by OID and makes one of what is told twice.
void merge(Touched& touched) {
    if (touched.count < 2) return;
    qsort(touched.items, touched.count, sizeof(TouchedRelation), by_oid);
    std::size_t last = 0;
    for (std::size_t i = 1; i < touched.count; ++i) {
        TouchedRelation& item = touched.items[i];
        if (item.relation == touched.items[last].relation) {
            touched.items[last].facts |= item.facts;
            touched.items[last].created |= item.created;
        } else {
            touched.items[++last] = item;
        }
    }
    touched.count = last + 1;
}

}  // namespace

std::span<Oid> dropped_relations(const Frame* frame) {
    const Size most = sizeof(Oid) * static_cast<Size>(Max(frame->touch_count, 1));
    auto* relations = static_cast<Oid*>(palloc_extended(most, MCXT_ALLOC_HUGE));
    std::size_t count = 0;
    for (int i = 0; i < frame->touch_count; ++i) {
        const Touch& touch = frame->touches[i];
        if (touch.class_id == RelationRelationId && touch.access == Access::Dropped)
            relations[count++] = touch.object_id;
    }
    qsort(relations, count, sizeof(Oid), oid_cmp);
    return {relations, count};
}

Oid relation_named(const RangeVar* name) {
    return name == nullptr ? InvalidOid : RangeVarGetRelid(name, NoLock, true);
}

std::span<const TouchedRelation> touched_relations(const Frame* frame, Node* parse_tree, Facts touchable, bool all) {
    Touched touched;
    touched.renames_column = IsA(parse_tree, RenameStmt) && renames_column(reinterpret_cast<RenameStmt*>(parse_tree));
    touched.leaves_out_partitions = !all && (touched.renames_column || IsA(parse_tree, AlterTableStmt));
    if (IsA(parse_tree, AlterTableStmt)) touched.target = reinterpret_cast<AlterTableStmt*>(parse_tree)->relation;
    if (frame == nullptr) {
        add_target(touched, parse_tree);
    } else {
        touched.frame = frame;
        touched.dropped = dropped_relations(frame);
        for (int i = 0; i < frame->touch_count; ++i) add_touch(touched, frame->touches[i]);
    }
    add_untold(touched, parse_tree);
    merge(touched);
    for (std::size_t i = 0; i < touched.count; ++i) {
        Facts& facts = touched.items[i].facts;
        const Facts whole = facts;
        facts = facts & touchable;
        if (whole.has(Fact::Columns)) facts |= touchable & Fact::AddedColumns;
        if (whole.has(Fact::Indexes)) facts |= touchable & Fact::AddedIndexes;
    }
    return {touched.items, touched.count};
}

}  // namespace mana_guard::server

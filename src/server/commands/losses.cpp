#include "server/commands/losses.hpp"

#include "server/catalog/kinds.hpp"
#include "server/commands/lost.hpp"
#include "server/commands/named_objects.hpp"
#include "server/gather/definitions.hpp"
#include "server/names.hpp"
#include "server/record/file.hpp"
#include "server/record/statement_text.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

constexpr ObjectKinds views_and_sequences =
    ObjectKind::View | ObjectKind::MaterializedView | ObjectKinds(ObjectKind::Sequence);

// PostgreSQL takes ALTER TABLE for views and sequences too.
bool reads_renamed(ObjectType type, const RangeVar* relation, Node* named, Object& object) {
    switch (type) {
        case OBJECT_TABLE:
        case OBJECT_VIEW:
        case OBJECT_MATVIEW:
        case OBJECT_SEQUENCE:
            return read_relation_object(relation_named(relation), object) && views_and_sequences.has(object.kind);
        case OBJECT_TYPE:
        case OBJECT_DOMAIN:
        case OBJECT_FUNCTION:
        case OBJECT_PROCEDURE:
        case OBJECT_ROUTINE:
        case OBJECT_AGGREGATE:
            return read_named(type, named, object);
        default:
            return false;
    }
}

// `schema` and `name` where they are to be others.
void add_lost_name(Reader& reader, ObjectType type, const RangeVar* relation, Node* named, const char* schema,
                   const char* name) {
    if (!reader.judged.has(CommandKind::LossOfName)) return;
    auto* object = static_cast<Object*>(palloc0(sizeof(Object)));
    *object = Object();
    if (!reads_renamed(type, relation, named, *object) || !stood_before(catalog_of(*object), object->oid)) return;
    // It is there already.
    if (schema != nullptr && object->schema == schema) return;
    Command& command = reader.commands.add();
    command.kind = CommandKind::LossOfName;
    command.object = object;
    command.new_name = quote_qualified_identifier(schema == nullptr ? object->schema.data() : schema,
                                                  name == nullptr ? object->name.data() : name);
}

// The trigger, policy or rule of that name, and its catalog; invalid where there is none.
Oid part_named(ObjectType type, Oid relation, const char* name, Oid& catalog) {
    switch (type) {
        case OBJECT_TRIGGER:
            catalog = TriggerRelationId;
            return get_trigger_oid(relation, name, true);
        case OBJECT_POLICY:
            catalog = PolicyRelationId;
            return get_relation_policy_oid(relation, name, true);
        case OBJECT_RULE:
            catalog = RewriteRelationId;
            return get_rewrite_oid(relation, name, true);
        default:
            return InvalidOid;
    }
}

// Adds the attribute of the type that isn't a table's, or the column of the view; renamed where there is a new name.
void add_lost_attribute(Reader& reader, const RangeVar* relation, const char* attribute, const char* new_name) {
    const Oid oid = relation_named(relation);
    FormData_pg_class row;
    auto* object = static_cast<Object*>(palloc0(sizeof(Object)));
    *object = Object();
    if (!find_class(oid, row) || !read_relation_object(oid, *object)) return;
    const bool is_view = row.relkind == RELKIND_VIEW || row.relkind == RELKIND_MATVIEW;
    if (!is_view && row.relkind != RELKIND_COMPOSITE_TYPE) return;
    const AttrNumber number = get_attnum(oid, attribute);
    if (number <= 0 || was_made_in_file(RelationRelationId, oid)) return;
    // Under another name clients don't know it.
    const char* known = stored_column_name(oid, number, push_snapshot_at_start());
    PopActiveSnapshot();
    if (known == nullptr || strcmp(known, attribute) != 0) return;
    Command& command = reader.commands.add();
    command.kind = CommandKind::LossOfPart;
    command.object = object;
    const char* renamed = is_view ? "RENAME COLUMN" : "RENAME ATTRIBUTE";
    command.words = new_name == nullptr ? "DROP ATTRIBUTE" : renamed;
    name(command, attribute);
    if (new_name != nullptr) command.new_name = quote_identifier(new_name);
}

ObjectType type_of_part(std::string_view words) {
    if (words == "DROP TRIGGER") return OBJECT_TRIGGER;
    return words == "DROP POLICY" ? OBJECT_POLICY : OBJECT_RULE;
}

// Whether it calls a function in a schema that is an extension's: pg_repack takes its triggers off itself. One whose
// extension was merely installed into a schema is its table's.
bool is_trigger_of_extension(Oid trigger) {
    Oid function = InvalidOid;
    each_row(TriggerRelationId, TriggerOidIndexId, {Anum_pg_trigger_oid, trigger}, nullptr,
             [&function](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 function = reinterpret_cast<Form_pg_trigger>(GETSTRUCT(tuple))->tgfoid;
                 return false;
             });
    HeapTuple tuple = OidIsValid(function) ? SearchSysCache1(PROCOID, ObjectIdGetDatum(function)) : nullptr;
    if (!HeapTupleIsValid(tuple)) return false;
    const bool is_one = is_trusted_schema(reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->pronamespace);
    ReleaseSysCache(tuple);
    return is_one;
}

bool part_stood_before(Oid catalog, Oid part) {
    bool stood = false;
    each_row(catalog, get_object_oid_index(catalog), {get_object_attnum_oid(catalog), part}, push_snapshot_at_start(),
             [&stood](HeapTuple /*tuple*/, TupleDesc /*descriptor*/) {
                 stood = true;
                 return false;
             });
    PopActiveSnapshot();
    return stood && !was_made_in_file(catalog, part);
}

bool has_relation(Oid schema, const Object& lost) {
    const Oid relation = get_relname_relid(lost.name.data(), schema);
    FormData_pg_class row;
    ObjectKind kind{};
    if (!find_class(relation, row) || !object_kind_of(row.relkind, &kind)) return false;
    return (kind == ObjectKind::Sequence) == (lost.kind == ObjectKind::Sequence);
}

// One with the same arguments.
bool has_routine(Oid schema, const Object& lost) {
    bool has = false;
    CatCList* same_names = SearchSysCacheList1(PROCNAMEARGSNSP, CStringGetDatum(lost.name.data()));
    for (int i = 0; i < same_names->n_members && !has; ++i) {
        const auto* row = reinterpret_cast<Form_pg_proc>(GETSTRUCT(&same_names->members[i]->tuple));
        Definition routine;
        has = row->pronamespace == schema && read_definition(ProcedureRelationId, row->oid, nullptr, routine) &&
              routine.identity == lost.identity;
    }
    ReleaseSysCacheList(same_names);
    return has;
}

bool has_object(const Object& lost) {
    if (lost.kind == ObjectKind::Extension) return OidIsValid(get_extension_oid(lost.name.data(), true));
    const Oid schema = get_namespace_oid(lost.schema.data(), true);
    if (!OidIsValid(schema)) return false;
    if (all_relations.has(lost.kind)) return has_relation(schema, lost);
    if (all_routines.has(lost.kind)) return has_routine(schema, lost);
    return SearchSysCacheExists2(TYPENAMENSP, CStringGetDatum(lost.name.data()), ObjectIdGetDatum(schema));
}

// One of that name. Of a type or a view that is gone, that itself is the loss.
bool has_attribute(const Object& object, const char* attribute) {
    Oid relation = object.oid;
    if (!all_relations.has(object.kind)) relation = get_typ_typrelid(object.oid);
    FoundName found{};
    return !find_relation_name(relation, found) || get_attnum(relation, attribute) > 0;
}

}  // namespace

void add_lost_name(Reader& reader, const RenameStmt* statement) {
    const bool is_attribute = statement->renameType == OBJECT_COLUMN || statement->renameType == OBJECT_ATTRIBUTE;
    if (is_attribute && reader.judged.has(CommandKind::LossOfPart))
        add_lost_attribute(reader, statement->relation, statement->subname, statement->newname);
    add_lost_name(reader, statement->renameType, statement->relation, statement->object, nullptr, statement->newname);
}

void add_lost_name(Reader& reader, const AlterObjectSchemaStmt* statement) {
    add_lost_name(reader, statement->objectType, statement->relation, statement->object, statement->newschema, nullptr);
}

void add_lost_parts(Reader& reader, DropStmt* statement) {
    const ObjectType type = statement->removeType;
    const bool drops_parts = type == OBJECT_TRIGGER || type == OBJECT_POLICY || type == OBJECT_RULE;
    if (!drops_parts || !reader.judged.has(CommandKind::LossOfPart)) return;
    // PostgreSQL drops one at a time.
    List* named = static_cast<List*>(linitial(statement->objects));
    const char* part = strVal(llast(named));
    List* relation = list_truncate(list_copy(named), list_length(named) - 1);
    with_target(makeRangeVarFromNameList(relation), [&](const Target& target) {
        Oid catalog = InvalidOid;
        const Oid dropped = part_named(type, RelationGetRelid(target.relation), part, catalog);
        if (!OidIsValid(dropped) || !part_stood_before(catalog, dropped)) return;
        if (type == OBJECT_TRIGGER && is_trigger_of_extension(dropped)) return;
        Command* command = reader.add(target, CommandKind::LossOfPart);
        name(*command, part);
        command->words = words_of(reinterpret_cast<Node*>(statement));
    });
}

void add_lost_attributes(Reader& reader, const AlterTableStmt* statement) {
    if (statement->objtype != OBJECT_TYPE || !reader.judged.has(CommandKind::LossOfPart)) return;
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
        if (step->subtype == AT_DropColumn) add_lost_attribute(reader, statement->relation, step->name, nullptr);
    }
}

void add_emptied(Reader& reader, const RefreshMatViewStmt* statement) {
    if (!statement->skipData || !reader.judged.has(CommandKind::LossOfRows)) return;
    auto* object = static_cast<Object*>(palloc0(sizeof(Object)));
    *object = Object();
    const Oid view = relation_named(statement->relation);
    FormData_pg_class row;
    if (!find_class(view, row) || row.relkind != RELKIND_MATVIEW || !row.relispopulated) return;
    if (!read_relation_object(view, *object) || !stood_before(RelationRelationId, view)) return;
    Command& command = reader.commands.add();
    command.kind = CommandKind::LossOfRows;
    command.object = object;
}

bool is_made_again(const Command& lost) {
    switch (lost.kind) {
        case CommandKind::Loss:
        case CommandKind::LossOfName:
            return has_object(*lost.object);
        case CommandKind::LossOfRows: {
            FormData_pg_class row;
            return find_class(lost.object->oid, row) && row.relispopulated;
        }
        case CommandKind::LossOfPart: {
            if (lost.table == nullptr) return has_attribute(*lost.object, lost.name.data());
            Oid catalog = InvalidOid;
            return OidIsValid(part_named(type_of_part(lost.words), lost.table->oid, lost.name.data(), catalog));
        }
        default:
            return false;
    }
}

}  // namespace mana_guard::server

#include "server/commands/named_objects.hpp"

#include "server/catalog/kinds.hpp"
#include "server/catalog/types.hpp"
#include "server/gather/definitions.hpp"
#include "server/gather/gather.hpp"
#include "server/names.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

void fill(ObjectKind kind, Oid oid, const char* schema, const char* name, Object& object) {
    object = Object();
    object.kind = kind;
    object.oid = oid;
    object.schema = schema;
    object.name = name;
    object.quoted_name = quote_identifier(name);
    object.identity = quote_qualified_identifier(schema, name);
    if (schema[0] == '\0') object.identity = object.quoted_name;
}

bool reads_temporary_walker(Node* node, void* context) {
    if (node == nullptr) return false;
    if (IsA(node, RangeVar)) {
        const Oid relation = relation_named(reinterpret_cast<RangeVar*>(node));
        FormData_pg_class row;
        return find_class(relation, row) && row.relpersistence == RELPERSISTENCE_TEMP;
    }
    return walk_raw_expression(node, reads_temporary_walker, context);
}

// "integer, app.mood" of the arguments that a call passes.
const char* argument_types(const List* parameters) {
    StringInfoData text;
    initStringInfo(&text);
    for (int i = 0; i < list_length(parameters); ++i) {
        const auto* parameter = static_cast<FunctionParameter*>(list_nth(parameters, i));
        if (parameter->mode == FUNC_PARAM_OUT || parameter->mode == FUNC_PARAM_TABLE) continue;
        // To look up a %TYPE tells the client of it.
        const Oid type =
            parameter->argType->pct_type ? InvalidOid : LookupTypeNameOid(nullptr, parameter->argType, true);
        appendStringInfo(&text, "%s%s", text.len == 0 ? "" : ", ",
                         OidIsValid(type) ? type_facts(type, -1, nullptr).type.declared.data()
                                          : TypeNameToString(parameter->argType));
    }
    return text.data;
}

// All names but the last.
bool read_relation_of(const List* names, Object& object) {
    List* relation = list_truncate(list_copy(names), list_length(names) - 1);
    return relation != NIL && read_relation_object(relation_named(makeRangeVarFromNameList(relation)), object);
}

bool read_type_object(const TypeName* name, Object& object) {
    const Oid type = LookupTypeNameOid(nullptr, name, true);
    return OidIsValid(type) && read_object(TypeRelationId, type, object);
}

bool read_type_object(Node* named, Object& object) {
    return read_type_object(IsA(named, List) ? makeTypeNameFromNameList(reinterpret_cast<List*>(named))
                                             : reinterpret_cast<TypeName*>(named),
                            object);
}

// Of an operator class or family the access method comes first.
bool read_of_access_method(const List* names, Object& object) {
    const char* schema = nullptr;
    char* name = nullptr;
    char* written = nullptr;
    DeconstructQualifiedName(list_copy_tail(names, 1), &written, &name);
    schema = schema_for_new(written);
    if (schema == nullptr) return false;
    fill(ObjectKind::Other, InvalidOid, schema, name, object);
    return true;
}

}  // namespace

bool is_left_alone(const char* schema) {
    return IsReservedName(schema) || strcmp(schema, "information_schema") == 0 || strcmp(schema, "mana_guard") == 0;
}

const char* schema_for_new(const char* written) {
    const char* schema = written;
    if (schema == nullptr) {
        const List* path = fetch_search_path(false);
        if (path != NIL && !find_schema_name(linitial_oid(path), schema)) return nullptr;
    } else if (!OidIsValid(get_namespace_oid(schema, true))) {
        schema = nullptr;
    }
    return schema == nullptr || is_left_alone(schema) ? nullptr : schema;
}

bool is_temporary(const RangeVar* name) {
    return name->relpersistence == RELPERSISTENCE_TEMP ||
           (name->schemaname != nullptr && strcmp(name->schemaname, "pg_temp") == 0);
}

bool reads_temporary(Node* query) {
    return reads_temporary_walker(query, nullptr);
}

bool read_new(ObjectKind kind, const char* written_schema, const char* name, Object& object) {
    const char* schema = schema_for_new(written_schema);
    if (schema == nullptr) return false;
    fill(kind, InvalidOid, schema, name, object);
    return true;
}

bool read_new(ObjectKind kind, const RangeVar* name, Object& object) {
    return !is_temporary(name) && read_new(kind, name->schemaname, name->relname, object);
}

bool read_new(ObjectKind kind, const List* name, Object& object) {
    char* schema = nullptr;
    char* last = nullptr;
    DeconstructQualifiedName(list_copy(name), &schema, &last);
    return read_new(kind, schema, last, object);
}

bool read_new_schema(const char* name, Object& object) {
    if (is_left_alone(name)) return false;
    fill(ObjectKind::Schema, InvalidOid, name, name, object);
    object.name = "";
    object.identity = object.quoted_name;
    return true;
}

void read_new_in(const char* schema, ObjectKind kind, const char* name, Object& object) {
    fill(kind, InvalidOid, schema, name, object);
}

bool read_new_routine(const CreateFunctionStmt* statement, Object& object) {
    const ObjectKind kind = statement->is_procedure ? ObjectKind::Procedure : ObjectKind::Function;
    if (!read_new(kind, statement->funcname, object)) return false;
    object.identity = psprintf("%s(%s)", object.identity.data(), argument_types(statement->parameters));
    return true;
}

bool read_relation_object(Oid relation, Object& object) {
    FormData_pg_class row;
    if (!find_class(relation, row)) return false;
    if (row.relpersistence == RELPERSISTENCE_TEMP) return false;
    if (is_index(row.relkind)) return read_relation_object(IndexGetRelation(relation, true), object);
    if (row.relkind == RELKIND_COMPOSITE_TYPE) return read_object(TypeRelationId, row.reltype, object);
    const char* schema = nullptr;
    ObjectKind kind = ObjectKind::Table;
    if (!find_schema_name(row.relnamespace, schema) || is_left_alone(schema) || !object_kind_of(row.relkind, &kind))
        return false;
    fill(kind, relation, schema, pstrdup(NameStr(row.relname)), object);
    return true;
}

bool read_schema_object(const char* name, Object& object) {
    const Oid schema = get_namespace_oid(name, true);
    if (!OidIsValid(schema) || !read_new_schema(name, object)) return false;
    object.oid = schema;
    return true;
}

bool read_object(Oid catalog, Oid oid, Object& object) {
    Definition definition;
    if (read_definition(catalog, oid, nullptr, definition)) {
        object = static_cast<const Object&>(definition);
        return !is_left_alone(object.schema.data());
    }
    const int cache = get_object_catcache_oid(catalog);
    const AttrNumber schema_column = get_object_attnum_namespace(catalog);
    const AttrNumber name_column = get_object_attnum_name(catalog);
    if (cache < 0 || schema_column == InvalidAttrNumber || name_column == InvalidAttrNumber) return false;
    HeapTuple tuple = SearchSysCache1(cache, ObjectIdGetDatum(oid));
    if (!HeapTupleIsValid(tuple)) return false;
    bool is_null = true;
    const Oid schema_oid = DatumGetObjectId(SysCacheGetAttr(cache, tuple, schema_column, &is_null));
    const char* name = pstrdup(NameStr(*DatumGetName(SysCacheGetAttr(cache, tuple, name_column, &is_null))));
    ReleaseSysCache(tuple);
    const char* schema = nullptr;
    if (!find_schema_name(schema_oid, schema) || is_left_alone(schema)) return false;
    fill(ObjectKind::Other, InvalidOid, schema, name, object);
    return true;
}

bool read_named(ObjectType type, Node* named, Object& object) {
    auto* names = reinterpret_cast<List*>(named);
    switch (type) {
        case OBJECT_TABLE:
        case OBJECT_FOREIGN_TABLE:
        case OBJECT_VIEW:
        case OBJECT_MATVIEW:
        case OBJECT_SEQUENCE:
        case OBJECT_INDEX:
            return read_relation_object(relation_named(IsA(named, RangeVar) ? reinterpret_cast<RangeVar*>(named)
                                                                            : makeRangeVarFromNameList(names)),
                                        object);
        case OBJECT_COLUMN:
        case OBJECT_RULE:
        case OBJECT_TRIGGER:
        case OBJECT_POLICY:
        case OBJECT_TABCONSTRAINT:
            return read_relation_of(names, object);
        case OBJECT_TYPE:
        case OBJECT_DOMAIN:
            return read_type_object(named, object);
        case OBJECT_DOMCONSTRAINT:
            // COMMENT has the type and the constraint, RENAME the type's names.
            return IsA(linitial(names), TypeName)
                       ? read_type_object(static_cast<const TypeName*>(linitial(names)), object)
                       : read_type_object(named, object);
        case OBJECT_FUNCTION:
        case OBJECT_PROCEDURE:
        case OBJECT_ROUTINE:
        case OBJECT_AGGREGATE: {
            const Oid routine = find_routine(type, *reinterpret_cast<ObjectWithArgs*>(named));
            return OidIsValid(routine) && read_object(ProcedureRelationId, routine, object);
        }
        case OBJECT_OPERATOR: {
            const Oid oper = LookupOperWithArgs(reinterpret_cast<ObjectWithArgs*>(named), true);
            return OidIsValid(oper) && read_object(OperatorRelationId, oper, object);
        }
        case OBJECT_OPCLASS:
        case OBJECT_OPFAMILY:
            return read_of_access_method(names, object);
        case OBJECT_COLLATION: {
            const Oid collation = get_collation_oid(names, true);
            return OidIsValid(collation) && read_object(CollationRelationId, collation, object);
        }
        case OBJECT_CONVERSION: {
            const Oid conversion = get_conversion_oid(names, true);
            return OidIsValid(conversion) && read_object(ConversionRelationId, conversion, object);
        }
        case OBJECT_TSCONFIGURATION: {
            const Oid configuration = get_ts_config_oid(names, true);
            return OidIsValid(configuration) && read_object(TSConfigRelationId, configuration, object);
        }
        case OBJECT_TSDICTIONARY: {
            const Oid dictionary = get_ts_dict_oid(names, true);
            return OidIsValid(dictionary) && read_object(TSDictionaryRelationId, dictionary, object);
        }
        case OBJECT_TSPARSER: {
            const Oid parser = get_ts_parser_oid(names, true);
            return OidIsValid(parser) && read_object(TSParserRelationId, parser, object);
        }
        case OBJECT_TSTEMPLATE: {
            const Oid pattern = get_ts_template_oid(names, true);
            return OidIsValid(pattern) && read_object(TSTemplateRelationId, pattern, object);
        }
        case OBJECT_STATISTIC_EXT: {
            const Oid statistics = get_statistics_object_oid(names, true);
            HeapTuple tuple = SearchSysCache1(STATEXTOID, ObjectIdGetDatum(statistics));
            if (!HeapTupleIsValid(tuple)) return false;
            const Oid relation = reinterpret_cast<Form_pg_statistic_ext>(GETSTRUCT(tuple))->stxrelid;
            ReleaseSysCache(tuple);
            return read_relation_object(relation, object);
        }
        case OBJECT_SCHEMA:
            return read_schema_object(strVal(named), object);
        case OBJECT_EXTENSION: {
            const Oid extension = get_extension_oid(strVal(named), true);
            return OidIsValid(extension) && read_object(ExtensionRelationId, extension, object);
        }
        default:
            if (IsA(named, String)) {
                read_other(strVal(named), object);
            } else {
                read_database(object);
            }
            return true;
    }
}

void read_other(const char* name, Object& object) {
    fill(ObjectKind::Other, InvalidOid, "", name, object);
}

void read_database(Object& object) {
    object = Object();
    object.kind = ObjectKind::Database;
    object.schema = object.name = "";
    object.identity = object.quoted_name = quote_identifier(get_database_name(MyDatabaseId));
}

}  // namespace mana_guard::server

#include "server/commands/victims.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/gather/gather.hpp"
#include "server/gather/stored.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

bool drops_tables(const Node* statement) {
    if (!IsA(statement, DropStmt)) return false;
    const ObjectType kind = reinterpret_cast<const DropStmt*>(statement)->removeType;
    return kind == OBJECT_TABLE || kind == OBJECT_FOREIGN_TABLE;
}

bool drops_with_cascade(const Node* statement) {
    return IsA(statement, DropStmt) && reinterpret_cast<const DropStmt*>(statement)->behavior == DROP_CASCADE;
}

// Which takes its members without a CASCADE.
bool drops_extensions(const Node* statement) {
    return IsA(statement, DropStmt) && reinterpret_cast<const DropStmt*>(statement)->removeType == OBJECT_EXTENSION;
}

// Whether an ALTER TABLE has a DROP COLUMN ... CASCADE.
bool drops_columns_with_cascade(const Node* statement) {
    if (!IsA(statement, AlterTableStmt)) return false;
    const List* steps = reinterpret_cast<const AlterTableStmt*>(statement)->cmds;
    for (int i = 0; i < list_length(steps); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(steps, i));
        if (step->subtype == AT_DropColumn && step->behavior == DROP_CASCADE) return true;
    }
    return false;
}

bool alters_type(const Node* statement) {
    return IsA(statement, AlterTableStmt) && reinterpret_cast<const AlterTableStmt*>(statement)->objtype == OBJECT_TYPE;
}

// An attribute of a type is a column of the tables OF it, which aren't named.
bool names_column(const Node* statement, const char* column) {
    if (!IsA(statement, AlterTableStmt) || alters_type(statement)) return false;
    const List* steps = reinterpret_cast<const AlterTableStmt*>(statement)->cmds;
    for (int i = 0; i < list_length(steps); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(steps, i));
        if (step->subtype == AT_DropColumn && strcmp(step->name, column) == 0) return true;
    }
    return false;
}

// A cast has two types, a transform a type and a language.
const char* name_of_types(const List* parts) {
    StringInfoData text;
    initStringInfo(&text);
    for (int i = 0; i < list_length(parts); ++i) {
        auto* part = static_cast<Node*>(list_nth(parts, i));
        appendStringInfo(&text, "%s%s", i == 0 ? "" : ", ",
                         IsA(part, TypeName) ? TypeNameToString(reinterpret_cast<TypeName*>(part)) : strVal(part));
    }
    return text.data;
}

const char* name_of_object(Node* object) {
    switch (nodeTag(object)) {
        case T_List: {
            auto* names = reinterpret_cast<List*>(object);
            return IsA(linitial(names), TypeName) ? name_of_types(names) : NameListToQuotedString(names);
        }
        case T_TypeName:
            return TypeNameToString(reinterpret_cast<TypeName*>(object));
        case T_ObjectWithArgs:
            return NameListToQuotedString(reinterpret_cast<ObjectWithArgs*>(object)->objname);
        default:
            return quote_identifier(strVal(object));
    }
}

// What the statement says that it drops, as SQL.
const char* dropped_by(Node* statement) {
    if (IsA(statement, DropOwnedStmt)) return "everything that its role owns";
    StringInfoData text;
    initStringInfo(&text);
    if (IsA(statement, AlterTableStmt)) {
        const List* steps = reinterpret_cast<const AlterTableStmt*>(statement)->cmds;
        const char* kind = alters_type(statement) ? "attribute " : "column ";
        for (int i = 0; i < list_length(steps); ++i) {
            const auto* step = static_cast<const AlterTableCmd*>(list_nth(steps, i));
            if (step->subtype != AT_DropColumn) continue;
            appendStringInfo(&text, "%s%s", text.len == 0 ? kind : ", ", quote_identifier(step->name));
        }
        return text.data;
    }
    const auto* drop = reinterpret_cast<const DropStmt*>(statement);
    const char* tag = GetCommandTagName(CreateCommandTag(statement));
    constexpr std::size_t verb = sizeof("DROP ") - 1;
    for (const char* letter = tag + verb; *letter != '\0'; ++letter)
        appendStringInfoChar(&text, static_cast<char>(pg_tolower(static_cast<unsigned char>(*letter))));
    for (int i = 0; i < list_length(drop->objects); ++i) {
        auto* object = static_cast<Node*>(list_nth(drop->objects, i));
        appendStringInfo(&text, "%s%s", i == 0 ? " " : ", ", name_of_object(object));
    }
    return text.data;
}

bool is_named(const Frame* frame, Oid relation) {
    for (int i = 0; i < frame->named_count; ++i) {
        if (frame->named[i] == relation) return true;
    }
    return false;
}

// What the statement has taken; and the catalog as it was before it, and before its transaction.
struct Past {
    Snapshot statement;
    Snapshot transaction;
    std::span<const Oid> dropped;  // the relations that the statement has dropped, sorted
};

// Whether it was a member of an extension, which goes as a whole. What isn't a superuser's its owner may have added.
bool was_trusted_member(const FormData_pg_class& row, Snapshot snapshot) {
    if (!superuser_arg(row.relowner)) return false;
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_classid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(RelationRelationId));
    ScanKeyInit(&keys[1], Anum_pg_depend_objid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(row.oid));
    bool is_member = false;
    each_row(DependRelationId, DependDependerIndexId, keys, 2, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 is_member = reinterpret_cast<Form_pg_depend>(GETSTRUCT(tuple))->deptype == DEPENDENCY_EXTENSION;
                 return !is_member;
             });
    return is_member;
}

// The table as it was, its names alone; null where it isn't to be judged, or was made in this transaction.
const Table* lost_table(Oid relation, const Past& past) {
    bool stood = false;
    each_row(RelationRelationId, ClassOidIndexId, {Anum_pg_class_oid, relation}, past.transaction,
             [&](HeapTuple /*tuple*/, TupleDesc /*descriptor*/) {
                 stood = true;
                 return false;
             });
    if (!stood) return nullptr;
    FormData_pg_class row;
    bool is_found = false;
    each_row(RelationRelationId, ClassOidIndexId, {Anum_pg_class_oid, relation}, past.statement,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 memcpy(&row, GETSTRUCT(tuple), CLASS_TUPLE_SIZE);
                 is_found = true;
                 return false;
             });
    if (!is_found || row.relispartition || was_trusted_member(row, past.statement)) return nullptr;
    auto* table = static_cast<Table*>(palloc0(sizeof(Table)));
    *table = Table();
    if (!read_stored_table(row, nullptr, Fact::Placement, past.statement, *table)) return nullptr;
    return tables_of_any_kind.has(table->kind) ? table : nullptr;
}

// The column as it was, its name alone; null where it was made in this transaction.
const Column* lost_column(Oid relation, int16 number, const Past& past) {
    if (stored_column_name(relation, number, past.transaction) == nullptr) return nullptr;
    const char* name = stored_column_name(relation, number, past.statement);
    if (name == nullptr) return nullptr;
    auto* column = static_cast<Column*>(palloc0(sizeof(Column)));
    *column = Column();
    column->name = name;
    column->quoted_name = quote_identifier(name);
    return column;
}

// The victim of one touch, if it is one.
void add_victim(Reader& reader, const Frame* frame, const Touch& touch, const char* named, const Past& past) {
    if (touch.class_id != RelationRelationId) return;
    const bool is_column = touch.access == Access::ColumnDropped;
    if (!is_column && (touch.access != Access::Dropped || is_named(frame, touch.object_id))) return;
    if (is_column && has_oid(past.dropped, touch.object_id)) return;
    const Table* table = lost_table(touch.object_id, past);
    if (table == nullptr) return;
    const Column* column = nullptr;
    if (is_column) {
        column = lost_column(touch.object_id, static_cast<int16>(touch.sub_id), past);
        if (column == nullptr || names_column(frame->parse_tree, column->name.data())) return;
    }
    Command& command = reader.commands.add();
    command.kind = CommandKind::DropVictim;
    command.object = command.table = table;
    command.column = column;
    command.value = named;
    command.is_taken_along = true;
}

}  // namespace

void note_named_tables(Frame* frame) {
    if (!drops_with_cascade(frame->parse_tree) || !drops_tables(frame->parse_tree)) return;
    const List* objects = reinterpret_cast<const DropStmt*>(frame->parse_tree)->objects;
    List* named = NIL;
    for (int i = 0; i < list_length(objects); ++i) {
        const Oid table = relation_named(makeRangeVarFromNameList(static_cast<List*>(list_nth(objects, i))));
        if (OidIsValid(table)) named = lappend_oid(named, table);
    }
    note_named(frame, named);
}

void add_victims(Reader& reader, const Frame* frame) {
    if (frame == nullptr || !reader.judged.has(CommandKind::DropVictim)) return;
    Node* statement = frame->parse_tree;
    if (!drops_with_cascade(statement) && !drops_columns_with_cascade(statement) && !drops_extensions(statement) &&
        !IsA(statement, DropOwnedStmt)) {
        return;
    }
    const char* named = dropped_by(statement);
    Past past{};
    past.dropped = dropped_relations(frame);
    PushCopiedSnapshot(GetLatestSnapshot());
    past.transaction = GetActiveSnapshot();
    past.transaction->curcid = FirstCommandId;
    PushCopiedSnapshot(GetLatestSnapshot());
    past.statement = GetActiveSnapshot();
    past.statement->curcid = frame->first;
    for (int i = 0; i < frame->touch_count; ++i) {
        CHECK_FOR_INTERRUPTS();
        add_victim(reader, frame, frame->touches[i], named, past);
    }
    PopActiveSnapshot();
    PopActiveSnapshot();
}

}  // namespace mana_guard::server

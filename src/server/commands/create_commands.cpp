#include "server/commands/create_commands.hpp"

#include "server/commands/named_objects.hpp"
#include "server/commands/statement_target.hpp"
#include "server/record/statement_text.hpp"
#include "server/record/touched.hpp"
#include "server/record/transaction.hpp"

namespace mana_guard::server {
namespace {

// What CREATE says besides what it makes.
struct Creation {
    bool is_one = true;
    bool says_schema = true;
    bool knows_if = false;  // IF NOT EXISTS
    bool says_if = false;
    bool knows_replace = false;  // OR REPLACE
    bool says_replace = false;
    bool is_filled = false;
    const char* part = nullptr;   // of the relation: an index, a statistics object
    const char* begin = nullptr;  // what stands before the name, where that isn't the tag
};

Creation of_relation(const RangeVar* name) {
    Creation creation;
    creation.says_schema = name->schemaname != nullptr;
    return creation;
}
Creation of_relation(const RangeVar* name, bool says_if) {
    Creation creation = of_relation(name);
    creation.knows_if = true;
    creation.says_if = says_if;
    return creation;
}
Creation of_named(const List* name) {
    Creation creation;
    creation.says_schema = list_length(name) > 1;
    return creation;
}
Creation replaceable(Creation creation, bool says_replace) {
    creation.knows_replace = true;
    creation.says_replace = says_replace;
    return creation;
}
Creation of_unplaced(bool says_if) {
    Creation creation;
    creation.knows_if = true;
    creation.says_if = says_if;
    return creation;
}

Creation of_query(const CreateTableAsStmt* statement) {
    Creation creation = of_relation(statement->into->rel, statement->if_not_exists);
    creation.knows_if = !statement->is_select_into;
    creation.is_filled = !statement->into->skipData;
    if (statement->objtype == OBJECT_TABLE)
        creation.begin = statement->is_select_into ? "SELECT ... INTO" : "CREATE TABLE";
    return creation;
}

// Without a name of its own an index has no IF NOT EXISTS.
Creation of_index(const IndexStmt* statement) {
    Creation creation = of_unplaced(statement->if_not_exists);
    creation.knows_if = statement->idxname != nullptr;
    creation.part = statement->idxname;
    creation.begin =
        psprintf("CREATE %sINDEX%s", statement->unique ? "UNIQUE " : "", statement->concurrent ? " CONCURRENTLY" : "");
    return creation;
}

Creation of_statistics(const CreateStatsStmt* statement) {
    Creation creation = of_unplaced(statement->if_not_exists);
    creation.knows_if = statement->defnames != NIL;
    if (creation.knows_if) creation.part = strVal(llast(statement->defnames));
    return creation;
}

Creation of_definition(const DefineStmt* statement) {
    Creation creation = of_named(statement->defnames);
    creation.knows_if = statement->kind == OBJECT_COLLATION;
    creation.says_if = statement->if_not_exists;
    return creation;
}

// PostgreSQL replaces no constraint trigger.
Creation of_trigger(const CreateTrigStmt* statement) {
    Creation creation = replaceable({}, statement->replace);
    creation.knows_replace = !statement->isconstraint;
    creation.part = statement->trigname;
    return creation;
}

Creation creation_of(const Node* tree) {
    switch (nodeTag(tree)) {
        case T_CreateSchemaStmt:
            return of_unplaced(reinterpret_cast<const CreateSchemaStmt*>(tree)->if_not_exists);
        case T_CreateExtensionStmt:
            return of_unplaced(reinterpret_cast<const CreateExtensionStmt*>(tree)->if_not_exists);
        case T_CreateForeignServerStmt:
            return of_unplaced(reinterpret_cast<const CreateForeignServerStmt*>(tree)->if_not_exists);
        case T_CreateStmt:
        case T_CreateForeignTableStmt: {
            const auto* statement = reinterpret_cast<const CreateStmt*>(tree);
            return of_relation(statement->relation, statement->if_not_exists);
        }
        case T_CreateTableAsStmt:
            return of_query(reinterpret_cast<const CreateTableAsStmt*>(tree));
        case T_CreateSeqStmt: {
            const auto* statement = reinterpret_cast<const CreateSeqStmt*>(tree);
            return of_relation(statement->sequence, statement->if_not_exists);
        }
        case T_ViewStmt:
            return replaceable(of_relation(reinterpret_cast<const ViewStmt*>(tree)->view),
                               reinterpret_cast<const ViewStmt*>(tree)->replace);
        case T_CompositeTypeStmt:
            return of_relation(reinterpret_cast<const CompositeTypeStmt*>(tree)->typevar);
        case T_CreateEnumStmt:
            return of_named(reinterpret_cast<const CreateEnumStmt*>(tree)->typeName);
        case T_CreateRangeStmt:
            return of_named(reinterpret_cast<const CreateRangeStmt*>(tree)->typeName);
        case T_CreateDomainStmt:
            return of_named(reinterpret_cast<const CreateDomainStmt*>(tree)->domainname);
        case T_CreateFunctionStmt:
            return replaceable(of_named(reinterpret_cast<const CreateFunctionStmt*>(tree)->funcname),
                               reinterpret_cast<const CreateFunctionStmt*>(tree)->replace);
        case T_CreateTrigStmt:
            return of_trigger(reinterpret_cast<const CreateTrigStmt*>(tree));
        case T_CreateConversionStmt:
            return of_named(reinterpret_cast<const CreateConversionStmt*>(tree)->conversion_name);
        case T_CreateOpClassStmt:
            return of_named(reinterpret_cast<const CreateOpClassStmt*>(tree)->opclassname);
        case T_CreateOpFamilyStmt:
            return of_named(reinterpret_cast<const CreateOpFamilyStmt*>(tree)->opfamilyname);
        case T_DefineStmt:
            return of_definition(reinterpret_cast<const DefineStmt*>(tree));
        case T_IndexStmt:
            return of_index(reinterpret_cast<const IndexStmt*>(tree));
        case T_CreateStatsStmt:
            return of_statistics(reinterpret_cast<const CreateStatsStmt*>(tree));
        default: {
            Creation none;
            none.is_one = false;
            return none;
        }
    }
}

// Whether it is a part of a relation: an index, a trigger.
bool is_part(ObjectType type) {
    return type == OBJECT_INDEX || type == OBJECT_TRIGGER || type == OBJECT_POLICY || type == OBJECT_RULE;
}

// The same DROP with IF EXISTS; "" where it isn't known how it is written.
const char* robust(const DropStmt* statement, const Object& object, const Command& command) {
    const char* cascade = statement->behavior == DROP_CASCADE ? " CASCADE" : "";
    if (statement->removeType == OBJECT_INDEX) {
        return psprintf("%s %sIF EXISTS %s%s;", command.words.data(), statement->concurrent ? "CONCURRENTLY " : "",
                        quote_qualified_identifier(object.schema.data(), command.name.data()), cascade);
    }
    if (is_part(statement->removeType)) {
        return psprintf("%s IF EXISTS %s ON %s%s;", command.words.data(), command.quoted_name.data(),
                        object.identity.data(), cascade);
    }
    // Operators have arguments, and their classes an access method.
    const bool is_known = object.kind != ObjectKind::Other || object.schema.empty();
    if (!is_known || object.kind == ObjectKind::Database) return "";
    return psprintf("%s IF EXISTS %s%s;", command.words.data(), object.identity.data(), cascade);
}

}  // namespace

void add_creation(Reader& reader, Node* parse_tree) {
    if (!reader.judged.has(CommandKind::Create)) return;
    const Creation creation = creation_of(parse_tree);
    if (!creation.is_one) return;
    const auto targets = statement_targets(parse_tree);
    if (targets.empty()) return;
    Command& command = reader.commands.add();
    command = Command();
    command.kind = CommandKind::Create;
    command.object = &targets.front();
    command.words = words_of(parse_tree);
    command.definition = creation.begin == nullptr ? command.words : creation.begin;
    command.in_block = is_in_block();
    command.is_top_level = is_top_level(parse_tree);
    command.says_schema = creation.says_schema;
    command.lacks_if = creation.knows_if && !creation.says_if;
    command.lacks_replace = creation.knows_replace && !creation.says_replace;
    command.is_filled = creation.is_filled;
    name(command, creation.part);
}

void add_removals(Reader& reader, DropStmt* statement) {
    if (!reader.judged.has(CommandKind::Drop)) return;
    auto* tree = reinterpret_cast<Node*>(statement);
    const bool was_sent = is_top_level(tree);
    for (int i = 0; i < list_length(statement->objects); ++i) {
        CHECK_FOR_INTERRUPTS();
        auto* named = static_cast<Node*>(list_nth(statement->objects, i));
        auto* object = static_cast<Object*>(palloc0(sizeof(Object)));
        if (!read_named(statement->removeType, named, *object)) continue;
        Command& command = reader.commands.add();
        command = Command();
        command.kind = CommandKind::Drop;
        command.object = object;
        command.words = words_of(tree);
        command.in_block = is_in_block();
        command.is_top_level = was_sent;
        command.lacks_if = !statement->missing_ok;
        if (is_part(statement->removeType)) name(command, strVal(llast(reinterpret_cast<List*>(named))));
        command.definition = robust(statement, *object, command);
    }
}

namespace {

const char* step_that_knows_if(const AlterTableCmd* step) {
    switch (step->subtype) {
        case AT_AddColumn:
            return "ADD COLUMN";
        case AT_DropColumn:
            return "DROP COLUMN";
        case AT_DropConstraint:
            return "DROP CONSTRAINT";
        default:
            return nullptr;
    }
}

}  // namespace

void add_steps(Reader& reader, Node* parse_tree) {
    if (!reader.judged.has(CommandKind::AlterStep) || !IsA(parse_tree, AlterTableStmt)) return;
    const auto* statement = reinterpret_cast<const AlterTableStmt*>(parse_tree);
    // ALTER TYPE ... ADD ATTRIBUTE knows no such clause.
    if (statement->objtype != OBJECT_TABLE && statement->objtype != OBJECT_FOREIGN_TABLE) return;
    const auto targets = statement_targets(parse_tree);
    if (targets.empty()) return;
    const bool was_sent = is_top_level(parse_tree);
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
        const char* words = step_that_knows_if(step);
        if (words == nullptr) continue;
        Command& command = reader.commands.add();
        command = Command();
        command.kind = CommandKind::AlterStep;
        command.object = &targets.front();
        command.words = words;
        command.in_block = is_in_block();
        command.is_top_level = was_sent;
        command.lacks_if = !step->missing_ok;
        command.is_cascade = step->behavior == DROP_CASCADE;
        if (step->subtype == AT_DropConstraint) {
            name(command, step->name);
            continue;
        }
        auto* column = static_cast<Column*>(palloc0(sizeof(Column)));
        *column = Column();
        column->name =
            step->subtype == AT_AddColumn ? reinterpret_cast<const ColumnDef*>(step->def)->colname : step->name;
        column->quoted_name = quote_identifier(column->name.data());
        command.column = column;
    }
}

bool makes_likely_partition(const Node* parse_tree) {
    if (!IsA(parse_tree, CreateStmt) || creating_extension) return false;
    const auto* statement = reinterpret_cast<const CreateStmt*>(parse_tree);
    if (statement->partbound != nullptr || statement->inhRelations != NIL || list_length(statement->tableElts) != 1)
        return false;
    const auto* element = static_cast<const Node*>(linitial(statement->tableElts));
    if (!IsA(element, TableLikeClause)) return false;
    return get_rel_relkind(relation_named(reinterpret_cast<const TableLikeClause*>(element)->relation)) ==
           RELKIND_PARTITIONED_TABLE;
}

Oid likely_partition(const Frame* frame) {
    if (frame == nullptr || !frame->makes_likely_partition) return InvalidOid;
    const Oid made = relation_named(reinterpret_cast<const CreateStmt*>(frame->parse_tree)->relation);
    return has_created(frame, made, 0) ? made : InvalidOid;
}

}  // namespace mana_guard::server

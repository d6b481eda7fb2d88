#include "server/commands/name_commands.hpp"
#include "server/commands/statement_target.hpp"

namespace mana_guard::server {
namespace {

struct Kind {
    const char* noun;
    const char* label;  // with which its name ends
};

// Null for what has no name, or is none.
const Kind* kind_of(ConstrType type) {
    static constexpr Kind check = {"check constraint", "check"};
    static constexpr Kind unique = {"unique constraint", "key"};
    static constexpr Kind primary = {"primary key", "pkey"};
    static constexpr Kind exclusion = {"exclusion constraint", "excl"};
    static constexpr Kind foreign = {"foreign key", "fkey"};
    switch (type) {
        case CONSTR_CHECK:
            return &check;
        case CONSTR_UNIQUE:
            return &unique;
        case CONSTR_PRIMARY:
            return &primary;
        case CONSTR_EXCLUSION:
            return &exclusion;
        case CONSTR_FOREIGN:
            return &foreign;
        default:
            return nullptr;
    }
}

// The one column that a raw expression names; null for none or several.
struct OnlyColumn {
    const char* name = nullptr;
    bool are_several = false;
};
bool note_only_column(Node* node, void* context) {
    if (node == nullptr) return false;
    if (!IsA(node, ColumnRef)) return walk_raw_expression(node, note_only_column, context);
    auto* last = static_cast<Node*>(llast(reinterpret_cast<ColumnRef*>(node)->fields));
    if (!IsA(last, String)) return false;
    auto* only = static_cast<OnlyColumn*>(context);
    only->are_several |= only->name != nullptr && strcmp(only->name, strVal(last)) != 0;
    only->name = strVal(last);
    return false;
}

const char* joined(const List* names) {
    StringInfoData text;
    initStringInfo(&text);
    for (int i = 0; i < list_length(names); ++i)
        appendStringInfo(&text, "%s%s", i == 0 ? "" : "_", strVal(list_nth(names, i)));
    return text.len == 0 ? nullptr : text.data;
}

// "tenant_lower" of an index's keys: indexcmds.c, ChooseIndexColumnNames().
const char* joined_keys(const List* keys) {
    List* names = NIL;
    for (int i = 0; i < list_length(keys); ++i) {
        const auto* key = static_cast<const IndexElem*>(list_nth(keys, i));
        const char* text = key->name;
        if (text == nullptr && key->expr != nullptr && IsA(key->expr, FuncCall))
            text = strVal(llast(reinterpret_cast<FuncCall*>(key->expr)->funcname));
        names = lappend(names, makeString(pstrdup(text == nullptr ? "expr" : text)));
    }
    return joined(names);
}

const char* columns_of(const Constraint* constraint, const char* column) {
    switch (constraint->contype) {
        case CONSTR_PRIMARY:
            return nullptr;
        case CONSTR_CHECK: {
            OnlyColumn only;
            note_only_column(constraint->raw_expr, &only);
            return only.are_several ? nullptr : only.name;
        }
        case CONSTR_FOREIGN:
            return column != nullptr ? column : joined(constraint->fk_attrs);
        case CONSTR_EXCLUSION: {
            List* keys = NIL;
            for (int i = 0; i < list_length(constraint->exclusions); ++i)
                keys = lappend(keys, linitial(static_cast<List*>(list_nth(constraint->exclusions, i))));
            return joined_keys(keys);
        }
        default:
            return column != nullptr ? column : joined(list_concat_copy(constraint->keys, constraint->including));
    }
}

struct Unnamed {
    Reader& reader;
    const Object& object;
    List* chosen = NIL;  // names

    void add(const char* noun, const char* text) {
        Command& command = reader.commands.add();
        command = Command();
        command.kind = CommandKind::AutomaticName;
        command.object = &object;
        command.words = noun;
        name(command, text);
    }

    // USING INDEX takes over the index's name.
    void look(const Constraint* constraint, const char* column) {
        const Kind* kind = kind_of(constraint->contype);
        if (kind == nullptr || constraint->conname != nullptr || constraint->indexname != nullptr) return;
        const Oid schema = get_namespace_oid(object.schema.data(), true);
        // A domain's has no column in it.
        const char* columns = object.kind == ObjectKind::Domain ? nullptr : columns_of(constraint, column);
        char* text = ChooseConstraintName(object.name.data(), columns, kind->label, schema, chosen);
        chosen = lappend(chosen, text);
        add(kind->noun, text);
    }
    void look_at_each(const List* constraints, const char* column) {
        for (int i = 0; i < list_length(constraints); ++i)
            look(static_cast<const Constraint*>(list_nth(constraints, i)), column);
    }
    void look_at_elements(const List* elements) {
        for (int i = 0; i < list_length(elements); ++i) {
            const auto* element = static_cast<const Node*>(list_nth(elements, i));
            if (IsA(element, Constraint)) look(reinterpret_cast<const Constraint*>(element), nullptr);
            if (!IsA(element, ColumnDef)) continue;
            const auto* column = reinterpret_cast<const ColumnDef*>(element);
            look_at_each(column->constraints, column->colname);
        }
    }
    void look_at_alterations(const AlterTableStmt* statement) {
        for (int i = 0; i < list_length(statement->cmds); ++i) {
            const auto* step = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
            if (step->subtype == AT_AddConstraint) look(reinterpret_cast<const Constraint*>(step->def), nullptr);
            if (step->subtype == AT_AddColumn) look_at_added(step);
        }
    }
    void look_at_added(const AlterTableCmd* step) {
        const auto* column = reinterpret_cast<const ColumnDef*>(step->def);
        const bool is_there = step->missing_ok && get_attnum(object.oid, column->colname) != InvalidAttrNumber;
        if (!is_there) look_at_each(column->constraints, column->colname);
    }
    void look_at_index(const IndexStmt* statement) {
        if (statement->idxname != nullptr) return;
        const Oid schema = get_namespace_oid(object.schema.data(), true);
        add("index", ChooseRelationName(object.name.data(), joined_keys(statement->indexParams), "idx", schema, false));
    }
};

// Whether it can leave one without.
bool makes_any(const Node* tree) {
    switch (nodeTag(tree)) {
        case T_CreateStmt:
        case T_CreateForeignTableStmt:
            // A partition's are its parent's.
            return reinterpret_cast<const CreateStmt*>(tree)->partbound == nullptr;
        case T_IndexStmt:
            return reinterpret_cast<const IndexStmt*>(tree)->idxname == nullptr;
        case T_AlterTableStmt:
        case T_CreateDomainStmt:
        case T_AlterDomainStmt:
            return true;
        default:
            return false;
    }
}

void look_at(Unnamed unnamed, const Node* parse_tree) {
    switch (nodeTag(parse_tree)) {
        case T_IndexStmt:
            unnamed.look_at_index(reinterpret_cast<const IndexStmt*>(parse_tree));
            return;
        case T_AlterTableStmt:
            unnamed.look_at_alterations(reinterpret_cast<const AlterTableStmt*>(parse_tree));
            return;
        case T_CreateDomainStmt:
            unnamed.look_at_each(reinterpret_cast<const CreateDomainStmt*>(parse_tree)->constraints, nullptr);
            return;
        case T_AlterDomainStmt: {
            const auto* definition = reinterpret_cast<const AlterDomainStmt*>(parse_tree)->def;
            if (definition != nullptr && IsA(definition, Constraint))
                unnamed.look(reinterpret_cast<const Constraint*>(definition), nullptr);
            return;
        }
        default:
            unnamed.look_at_elements(reinterpret_cast<const CreateStmt*>(parse_tree)->tableElts);
            return;
    }
}

}  // namespace

void add_automatic_names(Reader& reader, const Node* parse_tree) {
    if (!reader.judged.has(CommandKind::AutomaticName)) return;
    if (IsA(parse_tree, CreateSchemaStmt)) {
        const auto elements = schema_elements(reinterpret_cast<const CreateSchemaStmt*>(parse_tree));
        for (std::size_t i = 0; i < elements.size(); ++i) {
            const Node* element = elements[i].parse_tree;
            if (makes_any(element)) look_at({reader, elements[i].object}, element);
        }
        return;
    }
    if (!makes_any(parse_tree)) return;
    const auto targets = statement_targets(parse_tree);
    if (!targets.empty()) look_at({reader, targets.front()}, parse_tree);
}

}  // namespace mana_guard::server

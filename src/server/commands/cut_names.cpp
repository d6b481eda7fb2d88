#include "server/commands/name_commands.hpp"
#include "server/commands/statement_target.hpp"
#include "server/record/statement_text.hpp"

namespace mana_guard::server {
namespace {

// What was cut has at most so many bytes less than a name may have: a character's.
constexpr std::size_t shortest_cut = NAMEDATALEN - MAX_MULTIBYTE_CHAR_LEN;

// Looks at each name that the statement gives.
struct Names {
    Reader& reader;
    const Node* parse_tree;
    const Object* object;  // that they are of
    const Node* whole;     // the statement as it was sent

    // Of the object itself where it says nothing of what it is.
    void look(const char* what, const char* text) const {
        if (text == nullptr || strlen(text) < shortest_cut) return;
        const char* written = spelled(whole, text);
        if (written == nullptr) return;
        Command& command = reader.commands.add();
        command = Command();
        command.kind = CommandKind::CutName;
        command.object = object;
        command.words = what;
        command.definition = text;
        command.new_name = written;
        if (what[0] != '\0') name(command, text);
    }
    void look_at_column(const ColumnDef* column) const {
        look("column", column->colname);
        look_at_constraints(column->constraints);
    }
    void look_at_constraints(const List* constraints) const {
        for (int i = 0; i < list_length(constraints); ++i)
            look("constraint", static_cast<const Constraint*>(list_nth(constraints, i))->conname);
    }
    void look_at_elements(const List* elements) const {
        for (int i = 0; i < list_length(elements); ++i) {
            const auto* element = static_cast<const Node*>(list_nth(elements, i));
            if (IsA(element, ColumnDef)) look_at_column(reinterpret_cast<const ColumnDef*>(element));
            if (IsA(element, Constraint)) look("constraint", reinterpret_cast<const Constraint*>(element)->conname);
        }
    }
    void look_at_each(const char* what, const List* names) const {
        for (int i = 0; i < list_length(names); ++i) look(what, strVal(list_nth(names, i)));
    }
    void look_at_last(const List* names) const { look("", names == NIL ? nullptr : strVal(llast(names))); }

    void look_at_query(const CreateTableAsStmt* statement) const {
        look("", statement->into->rel->relname);
        look_at_each("column", statement->into->colNames);
        const auto* query = reinterpret_cast<const Query*>(statement->query);
        if (!IsA(query, Query)) return;
        for (int i = list_length(statement->into->colNames); i < list_length(query->targetList); ++i) {
            const auto* column = static_cast<const TargetEntry*>(list_nth(query->targetList, i));
            if (!column->resjunk) look("column", column->resname);
        }
    }
    void look_at_view(const ViewStmt* statement) const {
        look("", statement->view->relname);
        look_at_each("column", statement->aliases);
        const auto* query = reinterpret_cast<const SelectStmt*>(statement->query);
        while (IsA(query, SelectStmt) && query->op != SETOP_NONE) query = query->larg;
        if (!IsA(query, SelectStmt)) return;
        for (int i = list_length(statement->aliases); i < list_length(query->targetList); ++i)
            look("column", static_cast<const ResTarget*>(list_nth(query->targetList, i))->name);
    }
    void look_at_alterations(const AlterTableStmt* statement) const {
        for (int i = 0; i < list_length(statement->cmds); ++i) {
            const auto* step = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
            if (step->subtype == AT_AddColumn) look_at_column(reinterpret_cast<const ColumnDef*>(step->def));
            if (step->subtype == AT_AddConstraint)
                look("constraint", reinterpret_cast<const Constraint*>(step->def)->conname);
        }
    }
    void look_at_rename(const RenameStmt* statement) const {
        switch (statement->renameType) {
            case OBJECT_COLUMN:
            case OBJECT_ATTRIBUTE:
                look("column", statement->newname);
                return;
            case OBJECT_TABCONSTRAINT:
            case OBJECT_DOMCONSTRAINT:
                look("constraint", statement->newname);
                return;
            case OBJECT_INDEX:
                look("index", statement->newname);
                return;
            case OBJECT_TRIGGER:
                look("trigger", statement->newname);
                return;
            case OBJECT_POLICY:
                look("policy", statement->newname);
                return;
            case OBJECT_RULE:
                look("rule", statement->newname);
                return;
            default:
                look("", statement->newname);
                return;
        }
    }
    void look_at_table(const CreateStmt* statement) const {
        look("", statement->relation->relname);
        look_at_elements(statement->tableElts);
        look_at_constraints(statement->constraints);
    }
    void look_at_domain(const AlterDomainStmt* statement) const {
        if (statement->def != nullptr && IsA(statement->def, Constraint))
            look("constraint", reinterpret_cast<const Constraint*>(statement->def)->conname);
    }

    void look_at_all() const {
        switch (nodeTag(parse_tree)) {
            case T_CreateStmt:
            case T_CreateForeignTableStmt:
                look_at_table(reinterpret_cast<const CreateStmt*>(parse_tree));
                return;
            case T_CreateTableAsStmt:
                look_at_query(reinterpret_cast<const CreateTableAsStmt*>(parse_tree));
                return;
            case T_ViewStmt:
                look_at_view(reinterpret_cast<const ViewStmt*>(parse_tree));
                return;
            case T_CreateSeqStmt:
                look("", reinterpret_cast<const CreateSeqStmt*>(parse_tree)->sequence->relname);
                return;
            case T_CreateSchemaStmt:
                look("", reinterpret_cast<const CreateSchemaStmt*>(parse_tree)->schemaname);
                return;
            case T_CompositeTypeStmt:
                look("", reinterpret_cast<const CompositeTypeStmt*>(parse_tree)->typevar->relname);
                look_at_elements(reinterpret_cast<const CompositeTypeStmt*>(parse_tree)->coldeflist);
                return;
            case T_CreateEnumStmt:
                look_at_last(reinterpret_cast<const CreateEnumStmt*>(parse_tree)->typeName);
                return;
            case T_CreateRangeStmt:
                look_at_last(reinterpret_cast<const CreateRangeStmt*>(parse_tree)->typeName);
                return;
            case T_CreateDomainStmt:
                look_at_last(reinterpret_cast<const CreateDomainStmt*>(parse_tree)->domainname);
                look_at_constraints(reinterpret_cast<const CreateDomainStmt*>(parse_tree)->constraints);
                return;
            case T_AlterDomainStmt:
                look_at_domain(reinterpret_cast<const AlterDomainStmt*>(parse_tree));
                return;
            case T_CreateFunctionStmt:
                look_at_last(reinterpret_cast<const CreateFunctionStmt*>(parse_tree)->funcname);
                return;
            case T_DefineStmt:
                look_at_last(reinterpret_cast<const DefineStmt*>(parse_tree)->defnames);
                return;
            case T_IndexStmt:
                look("index", reinterpret_cast<const IndexStmt*>(parse_tree)->idxname);
                return;
            case T_CreateTrigStmt:
                look("trigger", reinterpret_cast<const CreateTrigStmt*>(parse_tree)->trigname);
                return;
            case T_CreatePolicyStmt:
                look("policy", reinterpret_cast<const CreatePolicyStmt*>(parse_tree)->policy_name);
                return;
            case T_RuleStmt:
                look("rule", reinterpret_cast<const RuleStmt*>(parse_tree)->rulename);
                return;
            case T_AlterTableStmt:
                look_at_alterations(reinterpret_cast<const AlterTableStmt*>(parse_tree));
                return;
            case T_RenameStmt:
                look_at_rename(reinterpret_cast<const RenameStmt*>(parse_tree));
                return;
            default:
                return;
        }
    }
};

}  // namespace

void add_cut_names(Reader& reader, const Node* parse_tree) {
    if (!reader.judged.has(CommandKind::CutName)) return;
    // Most statements have no such name, and cost nothing more.
    const Object nobody;
    Reader sieve;
    Names{sieve, parse_tree, &nobody, parse_tree}.look_at_all();
    if (sieve.commands.count > 0) {
        const auto targets = statement_targets(parse_tree);
        if (!targets.empty()) Names{reader, parse_tree, &targets.front(), parse_tree}.look_at_all();
    }
    if (!IsA(parse_tree, CreateSchemaStmt)) return;
    const auto elements = schema_elements(reinterpret_cast<const CreateSchemaStmt*>(parse_tree));
    for (std::size_t i = 0; i < elements.size(); ++i)
        Names{reader, elements[i].parse_tree, &elements[i].object, parse_tree}.look_at_all();
}

}  // namespace mana_guard::server

// Which facts a command can touch of what it is about.
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

// A default or a constraint in a column's definition may make a sequence, a check, a key.
Facts facts_of_added_column(const AlterTableCmd* command) {
    const auto* definition = reinterpret_cast<const ColumnDef*>(command->def);
    for (int i = 0; i < list_length(definition->constraints); ++i) {
        const ConstrType type = static_cast<const Constraint*>(list_nth(definition->constraints, i))->contype;
        if (type != CONSTR_NULL && type != CONSTR_NOTNULL && type != CONSTR_DEFAULT) return structure_facts;
    }
    return Fact::AddedColumns;
}

Facts facts_of(const AlterTableCmd* command) {
    switch (command->subtype) {
        case AT_AddColumn:
            return facts_of_added_column(command);
        case AT_EnableRowSecurity:
        case AT_DisableRowSecurity:
        case AT_ForceRowSecurity:
        case AT_NoForceRowSecurity:
        case AT_ChangeOwner:
            return Fact::Security;
        case AT_SetRelOptions:
        case AT_ResetRelOptions:
        case AT_ReplaceRelOptions:
            return structure_facts | Fact::ViewBody;
        case AT_AddInherit:
        case AT_DropInherit:
            return structure_facts | Fact::Parents;
        default:
            return structure_facts;
    }
}

Facts facts_of(const AlterTableStmt* statement) {
    Facts facts;
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        facts |= facts_of(static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i)));
    }
    return facts.has(Fact::Columns) ? facts.without(Fact::AddedColumns) : facts;
}

}  // namespace

Facts facts_touched_by(const Node* parse_tree, Facts enforced) {
    switch (nodeTag(parse_tree)) {
        case T_IndexStmt:
            // What commits in its middle has no state before to tell which are new.
            if (reinterpret_cast<const IndexStmt*>(parse_tree)->concurrent || enforced.has(Fact::Indexes))
                return Fact::Indexes | Fact::SchemaUse;
            return Fact::AddedIndexes | Fact::SchemaUse;
        case T_DropStmt:
            // It can drop nothing but an index.
            if (reinterpret_cast<const DropStmt*>(parse_tree)->concurrent) return Fact::Indexes | Fact::SchemaUse;
            return relation_facts | schema_facts | Fact::Definition;
        case T_CommentStmt:
            return Fact::Comments;
        case T_GrantStmt:
            return Fact::Security | Fact::Definition;
        case T_CreateTrigStmt:
            return Fact::Triggers | schema_facts | (enforced & relation_facts);
        case T_CreatePolicyStmt:
        case T_AlterPolicyStmt:
            return Fact::Security | schema_facts | (enforced & relation_facts);
        case T_SecLabelStmt:
        case T_GrantRoleStmt:
            return {};
        case T_AlterTableStmt: {
            const Facts touched = facts_of(reinterpret_cast<const AlterTableStmt*>(parse_tree)) | schema_facts;
            return (enforced.has(Fact::Columns) ? as_touched_whole(touched) : touched) |
                   (enforced & (Fact::Placement | Fact::Parents));
        }
        case T_RenameStmt:
            if (reinterpret_cast<const RenameStmt*>(parse_tree)->renameType == OBJECT_COLUMN) {
                return Fact::Placement | Fact::Columns | Facts(Fact::Constraints) | Fact::Indexes | Fact::SchemaUse |
                       (enforced & relation_facts);
            }
            return relation_facts | schema_facts | Fact::Definition;
        case T_CreateStmt:
        case T_CreateForeignTableStmt:
        case T_CreateTableAsStmt:
        case T_ViewStmt:
            // Their types are the relations' own.
            return relation_facts | schema_facts;
        default:
            return relation_facts | schema_facts | Fact::Definition;
    }
}

Facts facts_touched_by(const Frame* frame, const Node* parse_tree, Facts enforced) {
    const Facts touched = facts_touched_by(parse_tree, enforced);
    return frame == nullptr || frame->has_missed ? as_touched_whole(touched) : touched;
}

}  // namespace mana_guard::server

#include "server/functions/irreversible.hpp"

#include "server/record/frames.hpp"
#include "server/record/statement_text.hpp"

namespace mana_guard::server {
namespace {

bool is_untrusted(Oid routine) {
    HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(routine));
    if (!HeapTupleIsValid(tuple)) return false;
    const Oid language = reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->prolang;
    ReleaseSysCache(tuple);
    if (language == INTERNALlanguageId) return false;
    HeapTuple found = SearchSysCache1(LANGOID, ObjectIdGetDatum(language));
    if (!HeapTupleIsValid(found)) return false;
    const bool is_trusted_language = reinterpret_cast<Form_pg_language>(GETSTRUCT(found))->lanpltrusted;
    ReleaseSysCache(found);
    return !is_trusted_language && language != SQLlanguageId;
}

bool outlives_rollback(Oid routine) {
    return routine == F_NEXTVAL || routine == F_SETVAL_REGCLASS_INT8 || routine == F_SETVAL_REGCLASS_INT8_BOOL ||
           is_untrusted(routine);
}

// By its name alone: which of its namesakes is called isn't known before the query is analysed.
bool may_outlive_rollback(const FuncCall* call) {
    const FuncCandidateList candidates = FuncnameGetCandidates(call->funcname, -1, NIL, false, false, false, true);
    for (const _FuncCandidateList* one = candidates; one != nullptr; one = one->next) {
        if (outlives_rollback(one->oid)) return true;
    }
    return false;
}

bool tell_of_calls(Node* node, void* number) {
    if (node == nullptr) return false;
    if (IsA(node, FuncCall) && may_outlive_rollback(reinterpret_cast<FuncCall*>(node))) {
        ereport(NOTICE,
                (errmsg("statement %d calls %s(), whose effect a rollback may not undo", *static_cast<int*>(number),
                        NameListToString(reinterpret_cast<FuncCall*>(node)->funcname))));
    }
    return walk_raw_expression(node, tell_of_calls, number);
}

}  // namespace

bool needs_no_block(const Node* statement) {
    switch (nodeTag(statement)) {
        case T_VacuumStmt:
            return reinterpret_cast<const VacuumStmt*>(statement)->is_vacuumcmd;
        case T_ClusterStmt:
            return reinterpret_cast<const ClusterStmt*>(statement)->relation == nullptr;
        case T_CreatedbStmt:
        case T_DropdbStmt:
        case T_CreateTableSpaceStmt:
        case T_DropTableSpaceStmt:
        case T_AlterSystemStmt:
        case T_CreateSubscriptionStmt:
        case T_AlterSubscriptionStmt:
        case T_DropSubscriptionStmt:
            return true;
        default:
            return commits_in_its_middle(statement);
    }
}

bool cannot_be_undone(const Node* statement) {
    if (!IsA(statement, CopyStmt)) return false;
    const auto* copy = reinterpret_cast<const CopyStmt*>(statement);
    return copy->filename != nullptr && (copy->is_program || !copy->is_from);
}

void tell_of_irreversible(Node* statement, int number) {
    switch (nodeTag(statement)) {
        case T_SelectStmt:
        case T_InsertStmt:
        case T_UpdateStmt:
        case T_DeleteStmt:
            tell_of_calls(statement, &number);
            return;
        default:
            return;
    }
}

}  // namespace mana_guard::server

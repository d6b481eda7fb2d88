#include "server/events/own_rules.hpp"

#include "server/names.hpp"
#include "server/policy/own_function.hpp"

namespace mana_guard::server {
namespace {

// What is found beyond that in one relation is left out.
constexpr long most_findings = 100;

bool is_asking = false;

// The plans of the calls that this session has made: making one costs more than most functions do. What the plan
// relies on PostgreSQL watches itself; it has checked the role's right to call the function.
struct Prepared {
    SPIPlanPtr plan;
    Oid role;
    char* sql;
};
constexpr int most_prepared = 128;
Prepared prepared[most_prepared] = {};
int prepared_count = 0;

void forget_prepared() {
    while (prepared_count > 0) {
        const Prepared& last = prepared[--prepared_count];
        SPI_freeplan(last.plan);
        pfree(last.sql);
    }
}

SPIPlanPtr plan_of(const char* sql) {
    const Oid role = GetUserId();
    for (int i = 0; i < prepared_count; ++i) {
        if (prepared[i].role == role && strcmp(prepared[i].sql, sql) == 0) return prepared[i].plan;
    }
    if (prepared_count == most_prepared) forget_prepared();
    Oid types[] = {REGCLASSOID};
    SPIPlanPtr plan = SPI_prepare(sql, 1, types);
    char* text = MemoryContextStrdup(TopMemoryContext, sql);
    SPI_keepplan(plan);
    prepared[prepared_count++] = {plan, role, text};
    return plan;
}

[[noreturn]] void raise_obstacle(const char* what) {
    ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE), errmsg_internal("%s", what)));
    pg_unreachable();
}

// Until the subtransaction ends.
void set_here(const char* name, const char* value) {
    set_config_option(name, value, PGC_SUSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

// Nothing is written, and what isn't PostgreSQL's own is neither found by its bare name nor run because it stands in a
// view or a row security policy.
void restrict_to_reading() {
    XactReadOnly = true;
    set_here("search_path", "pg_catalog, pg_temp");
    set_here("row_security", "off");
    // PostgreSQL has it since 15.8 and 16.4.
    constexpr const char* relation_kinds = "restrict_nonsystem_relation_kind";
    if (GetConfigOption(relation_kinds, true, false) != nullptr) set_here(relation_kinds, "view, foreign-table");
}

void become(std::string_view name) {
    const char* role = pnstrdup(name.data(), name.size());
    const Oid user = get_role_oid(role, true);
    if (!OidIsValid(user)) raise_obstacle(psprintf("role %s, which added it, does not exist", quote_identifier(role)));
    Oid caller = InvalidOid;
    int context = 0;
    GetUserIdAndSecContext(&caller, &context);
    SetUserIdAndSecContext(user, context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION);
}

const char* call_of(const OwnQuestion& question) {
    Oid function = InvalidOid;
    const char* obstacle = obstacle_to(question.function_schema, question.function_name, GetUserId(), &function);
    if (obstacle != nullptr) raise_obstacle(obstacle);
    FoundName name;
    if (!find_routine_name(function, name)) raise_obstacle("its function has just been dropped");
    return psprintf("SELECT f.message, f.detail, f.hint, f.fix, f.value, f.column_name, f.part_name FROM %s($1) AS f",
                    quoted(name));
}

// Of the result's row and column, in that memory context; null is an empty text.
std::string_view text_at(uint64 row, int column, MemoryContext context) {
    const char* text = SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);
    return text == nullptr ? std::string_view() : MemoryContextStrdup(context, text);
}

std::span<const OwnFinding> take_findings(MemoryContext context) {
    auto* findings =
        static_cast<OwnFinding*>(MemoryContextAllocZero(context, (SPI_processed + 1) * sizeof(OwnFinding)));
    for (uint64 row = 0; row < SPI_processed; ++row) {
        int column = 0;
        OwnFinding& finding = findings[row];
        for (std::string_view* text : {&finding.message, &finding.detail, &finding.hint, &finding.fix, &finding.value,
                                       &finding.column_name, &finding.part_name})
            *text = text_at(row, ++column, context);
    }
    return {findings, SPI_processed};
}

void call(const OwnQuestion& question, CommandId before, MemoryContext context, OwnAnswer& answer) {
    become(question.role);
    const char* sql = call_of(question);
    restrict_to_reading();
    PushCopiedSnapshot(GetLatestSnapshot());
    if (before != InvalidCommandId) GetActiveSnapshot()->curcid = before;
    Datum values[] = {ObjectIdGetDatum(question.relation)};
    SPI_connect();
    const int result = SPI_execute_plan(plan_of(sql), values, nullptr, true, most_findings);
    if (result != SPI_OK_SELECT) raise_obstacle(SPI_result_code_string(result));
    answer.findings = take_findings(context);
}

// What is no word of the function's about the relation.
bool ends_the_statement(const ErrorData* error) {
    switch (error->sqlerrcode) {
        case ERRCODE_QUERY_CANCELED:
        case ERRCODE_ADMIN_SHUTDOWN:
        case ERRCODE_CRASH_SHUTDOWN:
        case ERRCODE_OUT_OF_MEMORY:
            return true;
        default:
            return false;
    }
}

}  // namespace

OwnAnswer ask_own_rule(const OwnQuestion& question, CommandId before) {
    OwnAnswer answer{.question = question};
    if (is_asking) {
        answer.error = "it is asked by a rule of its own kind";
        return answer;
    }
    MemoryContext caller = CurrentMemoryContext;
    ResourceOwner owner = CurrentResourceOwner;
    ErrorData* volatile error = nullptr;
    BeginInternalSubTransaction(nullptr);
    MemoryContextSwitchTo(caller);
    is_asking = true;
    PG_TRY();
    { call(question, before, caller, answer); }
    PG_CATCH();
    {
        MemoryContextSwitchTo(caller);
        error = CopyErrorData();
        FlushErrorState();
    }
    PG_END_TRY();
    is_asking = false;
    RollbackAndReleaseCurrentSubTransaction();
    MemoryContextSwitchTo(caller);
    CurrentResourceOwner = owner;
    if (error == nullptr) return answer;
    if (ends_the_statement(error)) ReThrowError(error);
    answer.findings = {};
    answer.error = error->message == nullptr ? "missing error text" : error->message;
    return answer;
}

std::span<const OwnAnswer> ask_own_rules(std::span<const OwnQuestion> questions, std::span<const OwnAnswer> answers) {
    if (questions.empty()) return answers;
    auto* all = static_cast<OwnAnswer*>(palloc((answers.size() + questions.size()) * sizeof(OwnAnswer)));
    std::size_t count = 0;
    for (const OwnAnswer& one : answers) all[count++] = one;
    for (const OwnQuestion& one : questions) {
        CHECK_FOR_INTERRUPTS();
        all[count++] = ask_own_rule(one);
    }
    return {all, count};
}

}  // namespace mana_guard::server

// lint(): what the guard would find in statements, which run in a subtransaction that is rolled back.
#include "server/events/collection.hpp"
#include "server/events/commit.hpp"
#include "server/events/judged_command.hpp"
#include "server/functions/collected.hpp"
#include "server/functions/irreversible.hpp"
#include "server/prelude.hpp"
#include "server/record/frames.hpp"
#include "server/record/sent_statements.hpp"
#include "server/record/statement_text.hpp"
#include "server/record/transaction.hpp"
#include "server/settings.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

bool is_linting = false;

// One call. What is read after the rollback is in the caller's memory.
struct Lint {
    const char* sql;
    List* statements;               // raw
    int current = 0;                // the number of the statement that runs
    List* unrun = NIL;              // the numbers of those that a rollback wouldn't undo
    const char* stopped = nullptr;  // why the statements after it weren't checked
    ErrorData* error = nullptr;     // PostgreSQL's own
};

// Settings that end with the subtransaction, whoever calls.
void set_locally(const char* name, const char* value) {
    set_config_option(name, value, PGC_SUSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

void run(const char* text) {
    SPIExecuteOptions options{};
    options.dest = None_Receiver;
    SPI_connect();
    const int result = SPI_execute_extended(text, &options);
    SPI_finish();
    if (result >= 0) return;
    ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                    errmsg("the statement cannot be run by a function: %s", SPI_result_code_string(result))));
}

void judge_as_commit() {
    PushActiveSnapshot(GetTransactionSnapshot());
    judge_pending("COMMIT", false);
    PopActiveSnapshot();
    set_candidates(nullptr);
}

// COMMIT checks what waits for it. Others than BEGIN and COMMIT can't be followed.
void control(Lint& lint, Node* statement) {
    switch (reinterpret_cast<const TransactionStmt*>(statement)->kind) {
        case TRANS_STMT_BEGIN:
        case TRANS_STMT_START:
            note_own_subtransaction(true);
            return;
        case TRANS_STMT_COMMIT:
            judge_as_commit();
            note_own_subtransaction(reinterpret_cast<const TransactionStmt*>(statement)->chain);
            return;
        default:
            lint.stopped = psprintf("not judged: statement %d is %s", lint.current, words_of(statement));
    }
}

// PostgreSQL's own words, but for CONCURRENTLY.
void refuse_in_block(Node* statement) {
    if (!is_in_block()) return;
    ereport(ERROR, (errcode(ERRCODE_ACTIVE_SQL_TRANSACTION),
                    errmsg("%s cannot run inside a transaction block", words_of(statement))));
}

void lint_statement(Lint& lint, const RawStmt* raw) {
    const char* text = lint.sql + raw->stmt_location;
    const int length = raw->stmt_len > 0 ? raw->stmt_len : static_cast<int>(strlen(text));
    note_sent(lint.sql, raw->stmt_location, length);
    note_parsed_apart(raw->stmt_location);
    Node* statement = raw->stmt;
    take_as_sent(statement);
    if (IsA(statement, TransactionStmt)) {
        control(lint, statement);
    } else if (cannot_be_undone(statement)) {
        tell_of_unrun(lint.current, words_of(statement), false);
        lint.unrun = lappend_int(lint.unrun, lint.current);
    } else if (needs_no_block(statement)) {
        refuse_in_block(statement);
        tell_of_unrun(lint.current, words_of(statement), true);
        judge_before(statement, words_of(statement));
    } else {
        tell_of_irreversible(statement, lint.current);
        run(pnstrdup(text, static_cast<Size>(length)));
    }
}

void lint_statements(Lint& lint) {
    for (int i = 0; i < list_length(lint.statements) && lint.stopped == nullptr; ++i) {
        CHECK_FOR_INTERRUPTS();
        lint.current = i + 1;
        lint_statement(lint, static_cast<const RawStmt*>(list_nth(lint.statements, i)));
    }
    if (lint.stopped == nullptr) judge_as_commit();
}

// Whether PostgreSQL's error is about the statement. Others end the lint too.
bool is_of_statement(const ErrorData* error) {
    switch (error->sqlerrcode) {
        case ERRCODE_QUERY_CANCELED:
        case ERRCODE_ADMIN_SHUTDOWN:
        case ERRCODE_OUT_OF_MEMORY:
            return false;
        default:
            return true;
    }
}

// Runs them and undoes all.
void run_and_roll_back(Lint& lint, const char* lock_timeout) {
    MemoryContext caller = CurrentMemoryContext;
    ResourceOwner owner = CurrentResourceOwner;
    BeginInternalSubTransaction(nullptr);
    // What the caller is in is no matter: the statements are judged as if they were sent by themselves.
    const OwnSubtransaction before = note_own_subtransaction(false);
    MemoryContextSwitchTo(caller);
    NewGUCNestLevel();
    // Apart from what the session has collected, and what its transaction has left. Whatever is thrown is caught from
    // here.
    Pending* left = candidates();
    set_candidates(nullptr);
    begin_collection();
    is_linting = true;
    PG_TRY();
    {
        set_locally("lock_timeout", lock_timeout);
        set_locally("mana_guard.collect", "on");
        lint.statements = pg_parse_query(lint.sql);
        lint_statements(lint);
    }
    PG_CATCH();
    {
        MemoryContextSwitchTo(caller);
        lint.error = CopyErrorData();
        FlushErrorState();
    }
    PG_END_TRY();
    RollbackAndReleaseCurrentSubTransaction();
    MemoryContextSwitchTo(caller);
    CurrentResourceOwner = owner;
    take_as_sent(nullptr);
    put_back(before);
    is_linting = false;
    set_candidates(left);
}

// A row that is no finding of a rule.
void put_remark(const Lint& lint, int statement, const FindingRow& remark, ReturnSetInfo* result) {
    Collected one{};
    one.statement = statement;
    one.during = "statement";
    one.would = remark.code == nullptr ? nullptr : "refuse";
    if (statement > 0 && statement <= list_length(lint.statements)) {
        const auto* raw = static_cast<const RawStmt*>(list_nth(lint.statements, statement - 1));
        const char* text = behind_blanks(lint.sql + raw->stmt_location, lint.sql + strlen(lint.sql));
        one.position = pg_mbstrlen_with_len(lint.sql, static_cast<int>(text - lint.sql)) + 1;
        one.command_tag = words_of(raw->stmt);
    }
    // A text that can't be parsed has no statements.
    if (lint.statements == NIL && lint.error != nullptr) one.position = lint.error->cursorpos;
    one.finding = remark;
    one.finding.severity = Severity::Error;
    put_collected(one, result);
}

void put_results(Lint& lint, ReturnSetInfo* result) {
    put_all_collected(result);
    FindingRow remark;
    for (int i = 0; i < list_length(lint.unrun); ++i) {
        const int number = list_nth_int(lint.unrun, i);
        remark.message = psprintf("not judged: statement %d is not run", number);
        put_remark(lint, number, remark, result);
    }
    if (lint.error != nullptr) {
        remark.code = unpack_sql_state(lint.error->sqlerrcode);
        remark.message = lint.error->message;
        remark.detail = lint.error->detail;
        put_remark(lint, lint.current, remark, result);
        lint.stopped = psprintf("not judged: statement %d failed", lint.current);
    }
    if (lint.stopped == nullptr) return;
    remark = FindingRow();
    remark.message = lint.stopped;
    for (int i = lint.current + 1; i <= list_length(lint.statements); ++i) put_remark(lint, i, remark, result);
}

// In milliseconds, as the setting takes it.
const char* lock_timeout_of(const Interval* interval) {
    const double seconds = DatumGetFloat8(
        DirectFunctionCall2(interval_part, PointerGetDatum(cstring_to_text("epoch")), PointerGetDatum(interval)));
    constexpr double per_second = 1000.0;
    const double milliseconds = seconds * per_second;
    if (!(milliseconds >= 1.0) || milliseconds > INT_MAX) {
        ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("lint() needs a lock timeout"),
                        errdetail("It takes the locks that the statements take, while others wait for them."),
                        errhint("SELECT * FROM mana_guard.lint('...', lock_timeout => '1s');")));
    }
    return psprintf("%dms", static_cast<int>(milliseconds));
}

void check_may_lint() {
    if (is_linting)
        ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE), errmsg("lint() cannot run in lint()")));
    if (settings().enabled) return;
    ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE), errmsg("mana_guard is switched off"),
                    errhint("SET mana_guard.enabled = on;")));
}

}  // namespace
}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

MANA_GUARD_FUNCTION(mana_guard_lint) {
    check_may_lint();
    const char* lock_timeout =
        lock_timeout_of(PG_ARGISNULL(1) ? static_cast<Interval*>(palloc0(sizeof(Interval))) : PG_GETARG_INTERVAL_P(1));
    InitMaterializedSRF(fcinfo, 0);
    if (PG_ARGISNULL(0)) return Datum{0};
    Lint lint{text_to_cstring(PG_GETARG_TEXT_PP(0)), NIL};
    run_and_roll_back(lint, lock_timeout);
    if (lint.error == nullptr || is_of_statement(lint.error))
        put_results(lint, reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo));
    end_collection();
    if (lint.error != nullptr && !is_of_statement(lint.error)) ReThrowError(lint.error);
    return Datum{0};
}

#include "server/speak.hpp"

#include "server/settings.hpp"

namespace mana_guard::server {
namespace {

constexpr int policy_error = MAKE_SQLSTATE('M', 'G', '9', '0', '0');
constexpr int guard_unavailable = MAKE_SQLSTATE('M', 'G', '9', '0', '1');

constexpr const char* unjudged = "mana_guard can't check this command: %s";

int sqlstate_of(const char* code) {
    return MAKE_SQLSTATE(code[0], code[1], code[2], code[3], code[4]);
}

void report(int level, const Verdict& verdict) {
    ereport(level, (errcode(sqlstate_of(verdict.code)), errmsg("%s", verdict.message),
                    verdict.detail == nullptr ? 0 : errdetail("%s", verdict.detail),
                    verdict.hint == nullptr ? 0 : errhint("%s", verdict.hint),
                    verdict.schema_name == nullptr ? 0 : err_generic_string(PG_DIAG_SCHEMA_NAME, verdict.schema_name),
                    verdict.table_name == nullptr ? 0 : err_generic_string(PG_DIAG_TABLE_NAME, verdict.table_name),
                    verdict.column_name == nullptr ? 0 : err_generic_string(PG_DIAG_COLUMN_NAME, verdict.column_name),
                    err_generic_string(PG_DIAG_CONSTRAINT_NAME, verdict.rule)));
}

}  // namespace

void speak(const Verdict& verdict, bool can_refuse) {
    switch (verdict.severity) {
        case Severity::Off:
            return;
        case Severity::Log:
            report(LOG_SERVER_ONLY, verdict);
            return;
        case Severity::Warn:
            report(WARNING, verdict);
            return;
        case Severity::Error:
            if (settings().announce == static_cast<int>(Announce::Warning) || !can_refuse) report(WARNING, verdict);
            if (can_refuse) report(ERROR, verdict);
            return;
    }
}

void raise_unavailable(const char* why, const char* way_out) {
    ereport(ERROR, (errcode(guard_unavailable), errmsg(unjudged, why),
                    errdetail("A command that can't be checked is refused."),
                    errhint("%s%sA superuser can bypass the check with SET mana_guard.enabled = off.", way_out,
                            way_out[0] == '\0' ? "" : " ")));
    pg_unreachable();
}

void tell_of_unjudged(const ErrorData* error) {
    const int level = settings().max_severity > static_cast<int>(Severity::Log) ? WARNING : LOG_SERVER_ONLY;
    const char* message = error->sqlerrcode == guard_unavailable ? error->message : psprintf(unjudged, error->message);
    ereport(level,
            (errcode(guard_unavailable), errmsg_internal("%s", message),
             errdetail("The command passes because mana_guard.max_severity or an override lets everything pass."),
             errhint("Until this is fixed, such commands are not checked.")));
}

void raise_failure(Outcome outcome, const Failure& failure, const char* doing) {
    if (outcome == Outcome::OutOfMemory) {
        ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("mana_guard ran out of memory while %s", doing),
                        errhint("A superuser can bypass the check with SET mana_guard.enabled = off.")));
    }
    raise_unavailable(failure.message, failure.hint);
}

void speak_of_existing(const Mention& mention) {
    ereport(NOTICE, (errmsg("%s", mention.message), errhint("%s", mention.hint)));
}

void raise_policy_error(const char* table, const Failure& failure) {
    ereport(ERROR,
            (errcode(policy_error), errmsg("%s", failure.message),
             failure.hint[0] == '\0' ? 0 : errhint("%s", failure.hint),
             err_generic_string(PG_DIAG_SCHEMA_NAME, "mana_guard"), err_generic_string(PG_DIAG_TABLE_NAME, table)));
    pg_unreachable();
}

void raise_wrong_document(int count, const char* faults) {
    ereport(ERROR,
            (errcode(policy_error),
             errmsg_plural("the document has %d error", "the document has %d errors", static_cast<unsigned long>(count),
                           count),
             errdetail("%s", faults), errhint("docs/policy.schema.json describes what a document may contain.")));
    pg_unreachable();
}

void warn_of_policy_triggers(const char* table) {
    ereport(WARNING, (errcode(policy_error), errmsg("the triggers of mana_guard.%s are not all ENABLE ALWAYS", table),
                      errdetail("Open sessions do not notice policy changes that replication applies."),
                      errhint("ALTER TABLE mana_guard.%s ENABLE ALWAYS TRIGGER check_row, ENABLE ALWAYS TRIGGER "
                              "invalidate_row, ENABLE ALWAYS TRIGGER invalidate_all;",
                              table)));
}

void warn_of_full_collection(int most) {
    ereport(WARNING,
            (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("%d findings were collected, no more are kept", most),
             errhint("SELECT mana_guard.collected_reset() makes room.")));
}

void warn_of_lost(std::int64_t count) {
    ereport(WARNING, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
                      errmsg_plural("%lld finding more was not kept", "%lld findings more were not kept",
                                    static_cast<unsigned long>(count), static_cast<long long>(count)),
                      errhint("SELECT mana_guard.collected_reset() makes room.")));
}

void raise_file_open(const char* path) {
    ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE), errmsg("file \"%s\" is already open", path),
                    errhint("SELECT mana_guard.file_ends() closes it.")));
    pg_unreachable();
}

void raise_no_file() {
    ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE), errmsg("no file is open"),
                    errhint("SELECT mana_guard.file_begins('path') opens one.")));
    pg_unreachable();
}

void tell_of_unrun(int statement, const char* words, bool is_checked) {
    ereport(NOTICE,
            (errmsg(is_checked ? "statement %d, %s, cannot run in a transaction block: it is checked without being run"
                               : "statement %d, %s, is not run: it cannot be undone",
                    statement, words)));
}

void tell_of_restore() {
    static bool is_told = false;
    if (is_told) return;
    is_told = true;
    ereport(WARNING,
            (errmsg("mana_guard does not check this session's restore"),
             errdetail("A superuser's session with check_function_bodies off and an empty search_path is assumed to be "
                       "a restore by pg_restore or a similar program; what it creates is not checked."),
             errhint("SET mana_guard.restore_detection = on|off controls whether restores are recognised.")));
}

}  // namespace mana_guard::server

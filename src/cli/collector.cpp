#include "cli/collector.hpp"
#include "cli/failure.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <string_view>

#include <nlohmann/json.hpp>

namespace mana_guard::cli {
namespace {

constexpr std::string_view marker = "mana_guard: {";
constexpr int most_kept = 100000;  // by the server, of a session

Failure too_old() {
    return {Exit::NotJudged, "the extension mana_guard in the server is too old: it has no collector",
            "Install the version of the extension that belongs to this mana-guard, and run ALTER EXTENSION mana_guard "
            "UPDATE."};
}

// What would have happened, as a severity: a cap or an override may have lowered the rule's own.
Severity severity_of(std::string_view would, std::string_view severity) {
    if (would == "refuse") return Severity::Error;
    return severity_named(would.empty() ? severity : would).value_or(Severity::Error);
}

Collected collected_of(const Result& result, int row) {
    Collected one{.finding = finding_of(result, row),
                  .statement = result.value(row, "statement"),
                  .is_at_commit = result.value(row, "during") == "commit"};
    one.finding.severity = severity_of(result.value(row, "would"), result.value(row, "severity"));
    const std::string cure = result.value(row, "cure");
    if (!cure.empty()) one.finding.fix = cure;
    one.position = number_in(result.value(row, "position"));
    return one;
}

std::string text_in(const nlohmann::json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

ReportedFinding finding_in(const nlohmann::json& json) {
    ReportedFinding finding{.rule = text_in(json, "rule"), .code = text_in(json, "code")};
    finding.severity = severity_of(text_in(json, "would"), text_in(json, "severity"));
    finding.object_type = text_in(json, "object_type");
    finding.schema = text_in(json, "schema_name");
    finding.object = text_in(json, "object_name");
    finding.column = text_in(json, "column_name");
    finding.identity = text_in(json, "identity");
    finding.message = text_in(json, "message");
    finding.detail = text_in(json, "detail");
    finding.hint = text_in(json, "hint");
    finding.fix = text_in(json, json.contains("cure") && json["cure"].is_string() ? "cure" : "fix");
    finding.value = text_in(json, "value");
    finding.owner = text_in(json, "owner");
    finding.is_exempt = json.value("exempt", false);
    return finding;
}

}  // namespace

ReportedFinding finding_of(const Result& result, int row) {
    const auto text = [&](const char* column) { return result.value(row, column); };
    ReportedFinding finding{.rule = text("rule"), .code = text("code")};
    finding.severity = severity_named(text("severity")).value_or(Severity::Error);
    finding.object_type = text("object_type");
    finding.schema = text("schema_name");
    finding.object = text("object_name");
    finding.column = text("column_name");
    finding.identity = text("identity");
    finding.message = text("message");
    finding.detail = text("detail");
    finding.hint = text("hint");
    finding.fix = text("fix");
    finding.value = text("value");
    finding.owner = text("owner");
    finding.is_exempt = text("exempt") == "t";
    return finding;
}

std::vector<std::string> settings_for_log() {
    return {"mana_guard.collect=log", "mana_guard.assume_in_use=on", "mana_guard.restore_detection=off",
            "log_statement=all"};
}

std::vector<ReportedFinding> findings_in_log(const std::string& log) {
    std::vector<ReportedFinding> found;
    for (std::size_t begin = 0; begin < log.size();) {
        const std::size_t end = std::min(log.find('\n', begin), log.size());
        const std::string line = log.substr(begin, end - begin);
        begin = end + 1;
        // "LOG" may be a word of another language.
        const std::size_t at = line.find(marker);
        if (at == std::string::npos || at != line.find(':') + sizeof ":  " - 1) continue;
        const auto json = nlohmann::json::parse(line.substr(at + marker.size() - 1), nullptr, false);
        if (json.is_object()) found.push_back(finding_in(json));
    }
    return found;
}

bool has_other_sessions(std::string_view log) {
    constexpr std::string_view of_session = "connection authorized: ";
    for (std::size_t at = log.find(of_session); at != std::string_view::npos; at = log.find(of_session, at + 1)) {
        const std::string_view line = log.substr(at, log.find('\n', at) - at);
        if (line.find(" application_name=mana-guard") == std::string_view::npos) return true;
    }
    return false;
}

// A statement's further lines begin with a tab.
std::vector<std::string> statements_in_log(std::string_view log) {
    std::vector<std::string> found;
    bool is_statement = false;
    for (std::size_t begin = 0; begin < log.size();) {
        const std::size_t end = std::min(log.find('\n', begin), log.size());
        const std::string_view line = log.substr(begin, end - begin);
        begin = end + 1;
        if (is_statement && line.starts_with('\t')) {
            found.back().append("\n").append(line.substr(1));
            continue;
        }
        is_statement = line.starts_with("LOG:  statement: ") || line.starts_with("LOG:  execute ");
        if (is_statement) found.emplace_back(line.substr(line.find(": ", sizeof "LOG: ") + 2));
    }
    return found;
}

Collector::Collector(Database& database) : database_(database) {
    const std::string has_all = database
                                    .run(
                                        "SELECT to_regprocedure('mana_guard.collected()') IS NOT NULL AND "
                                        "to_regprocedure('mana_guard.collected_reset()') IS NOT NULL AND "
                                        "to_regprocedure('mana_guard.file_begins(text)') IS NOT NULL AND "
                                        "to_regprocedure('mana_guard.file_ends()') IS NOT NULL")
                                    .value();
    if (has_all != "t") throw too_old();
}

std::string Collector::settings() {
    return " options='-c mana_guard.collect=on -c mana_guard.assume_in_use=on -c mana_guard.restore_detection=off'";
}

void Collector::prove() {
    if (judges()) return;
    throw Failure(
        Exit::NotJudged,
        "the guard in the scratch server does not judge: it found nothing wrong with a table that breaks a rule",
        "Look at SELECT * FROM mana_guard.status().");
}

bool Collector::judges() {
    const bool is_inside = database_.transaction() == PQTRANS_INTRANS;
    database_.run(is_inside ? "SAVEPOINT mana_guard_proof" : "BEGIN");
    const bool is_made = !database_
                              .try_run(
                                  "SET LOCAL SESSION AUTHORIZATION DEFAULT;"
                                  "CREATE SCHEMA IF NOT EXISTS public;"
                                  "SELECT mana_guard.set_rule('no_table_in_public', 'error');"
                                  "CREATE TABLE public.mana_guard_proof (id int)")
                              .failed();
    database_.run(is_inside ? "ROLLBACK TO SAVEPOINT mana_guard_proof; RELEASE SAVEPOINT mana_guard_proof"
                            : "ROLLBACK");
    return is_made && std::ranges::any_of(take(), [](const Collected& one) { return one.finding.code == "MG101"; });
}

bool Collector::is_full() const {
    return taken_ >= most_kept;
}

void Collector::file_begins(const std::string& path) {
    database_.run("SELECT mana_guard.file_begins($1)", {path});
}

void Collector::file_ends() {
    database_.run("SELECT mana_guard.file_ends()");
}

// One query, for it is sent after each statement. Its first row has the finding that was taken last, if there is one.
std::vector<Collected> Collector::take() {
    const Result result = database_.run(formatted(
        "SELECT found.*, pg_catalog.current_setting('mana_guard.enabled')::pg_catalog.bool AND "
        "pg_catalog.current_setting('mana_guard.collect') = 'on' AND "
        "pg_catalog.current_setting('mana_guard.assume_in_use')::pg_catalog.bool AS is_in_force "
        "FROM (VALUES (1)) AS always LEFT JOIN "
        "(SELECT * FROM mana_guard.collected() WITH ORDINALITY OFFSET {}) AS found ON true ORDER BY ordinality",
        std::max(taken_ - 1, 0)));
    const bool has_any = !result.value(0, "ordinality").empty();
    is_in_force_ = result.value(0, "is_in_force") == "t" && (has_any || taken_ == 0);
    std::vector<Collected> found;
    if (!has_any) return found;
    for (int row = taken_ > 0 ? 1 : 0; row < result.rows(); ++row) found.push_back(collected_of(result, row));
    taken_ += static_cast<int>(found.size());
    return found;
}

void Collector::reset() {
    if (taken_ > 0) database_.run("SELECT mana_guard.collected_reset()");
    taken_ = 0;
}

std::vector<Collected> dry_run(Database& database, const std::string& sql, const std::string& lock_timeout) {
    if (database.run("SELECT 1 FROM pg_proc WHERE pronamespace = to_regnamespace('mana_guard') AND proname = 'lint'")
            .rows() == 0) {
        throw too_old();
    }
    const Result result = database.run("SELECT * FROM mana_guard.lint($1, $2)", {sql, lock_timeout});
    std::vector<Collected> found;
    found.reserve(static_cast<std::size_t>(result.rows()));
    for (int row = 0; row < result.rows(); ++row) found.push_back(collected_of(result, row));
    return found;
}

void require_guard(Database& database) {
    if (database.run("SELECT 1 FROM pg_extension WHERE extname = 'mana_guard'").rows() == 0) {
        throw Failure(Exit::NotJudged, "the guard is not in this database",
                      "Run CREATE EXTENSION mana_guard in it as a superuser, or name another database.");
    }
    const Result status =
        database.run("SELECT enabled, array_to_string(problems, '; ') AS problems FROM mana_guard.status()");
    if (status.value(0, "enabled") != "t") {
        throw Failure(Exit::NotJudged, "the guard is switched off in this database",
                      "SET mana_guard.enabled = on switches it on.");
    }
    const std::string problems = status.value(0, "problems");
    if (!problems.empty()) throw Failure(Exit::NotJudged, "the guard does not work in this database: " + problems);
}

}  // namespace mana_guard::cli

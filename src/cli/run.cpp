// mana-guard run: starts any program against a scratch server, and reports what the guard has seen.
#include "cli/collector.hpp"
#include "cli/commands.hpp"
#include "cli/git.hpp"
#include "cli/guard_words.hpp"
#include "cli/output.hpp"
#include "cli/prepare.hpp"
#include "cli/process.hpp"
#include "cli/progress.hpp"
#include "cli/scratch.hpp"
#include "cli/selection.hpp"
#include "cli/signals.hpp"
#include "cli/witness.hpp"
#include "layouts/lines.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

namespace mana_guard::cli {
namespace {

constexpr const char* change_the_document = "Change the policy's document instead, by which all files are judged.";
constexpr const char* proof = "mana_guard_proof";

// By a breach of the tool's own, which the log must show, that the guard is loaded in new sessions of this database.
void prove(const ScratchServer& server) {
    const std::size_t begin = server.log().size();
    Database(server.conninfo())
        .run(
            "BEGIN; CREATE SCHEMA IF NOT EXISTS public; SELECT mana_guard.set_rule('no_table_in_public', 'error'); "
            "CREATE TABLE public.mana_guard_proof (id int); ROLLBACK");
    const std::vector<ReportedFinding> findings = findings_in_log(server.log().substr(begin));
    if (std::ranges::find(findings, proof, &ReportedFinding::object) != findings.end()) return;
    throw Failure(
        Exit::NotJudged,
        "the guard in the scratch server does not report: it has logged no finding for a table that breaks a rule");
}

ReportedFinding fault(const char* code, std::string message, std::string hint) {
    ReportedFinding finding{.rule = {}, .code = code};
    finding.message = std::move(message);
    finding.hint = std::move(hint);
    return finding;
}

// A statement of the command's that changes what the guard judges, for each kind of change.
std::vector<ReportedFinding> reaches_into_guard(std::string_view log) {
    std::vector<ReportedFinding> found;
    std::set<std::string> words;
    for (const std::string& statement : statements_in_log(log)) {
        const std::string word = guard_word_in(statement);
        if (word.empty() || !words.insert(word).second) continue;
        found.push_back(fault("MGF07", formatted("{} changes what the guard judges", word), change_the_document));
        found.back().statement = statement;
    }
    return found;
}

// What changes with every schema change of this database that is committed: for each catalog, how many rows it has and
// their youngest. Statistics, which the server gathers by itself, are left out.
std::string state_of_schema(Database& database) {
    const std::string of_each =
        database
            .run(
                "SELECT string_agg(format("
                "'SELECT %L || count(*) || '' '' || max(xmin::text::bigint) AS state FROM %s', relname || ' ', "
                "oid::regclass), ' UNION ALL ') FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND "
                "relkind = 'r' AND NOT relisshared AND relname !~ '^pg_statistic'")
            .value();
    return database.run(formatted("SELECT string_agg(state, ',' ORDER BY state) FROM ({}) AS states", of_each)).value();
}

// The same of each other database of the server, which has no guard.
std::map<std::string, std::string> state_of_others(const ScratchServer& server, Database& database) {
    std::map<std::string, std::string> states;
    const Result others = database.run(
        "SELECT datname FROM pg_database WHERE datallowconn AND datname <> current_database() AND NOT datistemplate");
    for (int row = 0; row < others.rows(); ++row) {
        const std::string name = others.value(row, "datname");
        std::string quoted;
        for (const char c : name) quoted += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
        Database other(formatted("{} dbname='{}'", server.conninfo(), quoted));
        states[name] = state_of_schema(other);
    }
    return states;
}

// `log` is what the server has logged while the command ran.
void take_findings(const std::string& log, Report& report) {
    std::ranges::move(findings_in_log(log), std::back_inserter(report.findings));
    std::ranges::move(reaches_into_guard(log), std::back_inserter(report.findings));
    // What a session sets and locks is judged: it is the command's own.
    report.not_judged = {not_judged_on_scratch().front()};
    report.not_judged.emplace_back(
        "the files of the command: each transaction counts as one, and what stood before it as in use");
}

// As a scratch server for lint is prepared; but its sessions write what is found to the log.
void prepare_for_log(const ScratchServer& server, const Options& options, Report& report) {
    Database database(server.conninfo());
    report.server_version = database.server_version();
    // It ends here if the extension has no collector.
    const Collector collector(database);
    database.run("RESET ALL");
    prepare(database, options);
    const std::string name = database.name(database.run("SELECT current_database()").value());
    for (const std::string& setting : settings_for_log()) {
        const std::size_t equals = setting.find('=');
        database.run(formatted("ALTER DATABASE {} SET {} = {}", name, setting.substr(0, equals),
                               database.literal(setting.substr(equals + 1))));
    }
}

void require_success(int status, const std::string& what) {
    throw_if_interrupted();
    if (status != 0)
        throw Failure(Exit::NotJudged, formatted("{} ended with {}, so what stands before is not known", what, status));
}

// What stands before the command is made by another one, or by the same one in the files of an earlier revision. All of
// it is reported nowhere.
void run_before(const ScratchServer& server, const Options& options) {
    std::vector<std::string> command = options.command;
    if (!options.command_before.empty()) command = {"sh", "-c", options.command_before};
    if (options.since.empty()) {
        if (options.command_before.empty()) return;
        return require_success(run({.command = command, .environment = server.environment()}), "--before");
    }
    const Worktree tree(options.since);
    std::error_code error;
    if (!std::filesystem::is_directory(tree.folder(), error))
        return remark("this folder is not in the files of --since: nothing stands before");
    require_success(run({.command = command, .folder = tree.folder().string(), .environment = server.environment()}),
                    "the command in the files of --since");
}

// Whether what has changed since then has no migration in it, as far as names tell.
bool has_no_new_migration(const std::string& since) {
    if (since.empty()) return false;
    const std::set<std::string> changed = changed_since(since, root_of_tree(), IgnoredFiles::LeaveOut);
    return std::ranges::none_of(changed, [](const std::string& path) {
        return lower_case(path).find("migrat") != std::string::npos ||
               looks_like_migration(std::string(file_name(path)));
    });
}

// Runs the command, reports what the guard saw of it, and gives its exit status.
int run_watched(const ScratchServer& server, const Options& options, Report& report) {
    run_before(server, options);
    Database session(server.conninfo());
    Witness witness(session, "log");
    prove(server);
    const std::string before = state_of_schema(session);
    const auto others = state_of_others(server, session);
    const std::size_t begin = server.log().size();
    const int status = run({.command = options.command, .environment = server.environment()});
    throw_if_interrupted();
    take_findings(server.log().substr(begin), report);
    if (const std::string complaint = witness.complaint(); !complaint.empty())
        report.findings.push_back(fault("MGF07", complaint + " by the command", change_the_document));
    prove(server);
    const bool has_changed_nothing = status == 0 && report.findings.empty() && state_of_schema(session) == before;
    if (has_changed_nothing && has_no_new_migration(options.since)) {
        remark("the command has changed no schema, and no migration has changed: nothing is reported");
    } else if (has_changed_nothing) {
        throw Failure(
            Exit::NotJudged, "the command changed no schema in the scratch server's database",
            "It must connect by DATABASE_URL, by PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE, or by FLYWAY_URL "
            "and the like, and have a migration to run.");
    }
    for (const auto& [name, state] : state_of_others(server, session)) {
        const auto known = others.find(name);
        if (known != others.end() && known->second == state) continue;
        report.findings.push_back(fault("MGF03",
                                        formatted("the command used the database {}, in which nothing is judged", name),
                                        "Only what it does in PGDATABASE is judged."));
    }
    return status;
}

Exit run_command(const Options& options) {
    if (options.command.empty()) {
        throw Failure(Exit::WrongUse, "there is no command to run",
                      "Write it after --: mana-guard run -- npx drizzle-kit migrate");
    }
    Report report = new_report(options);
    int status = 0;
    const Exit exit = reported(report, options, [&] {
        ScratchOptions scratch = scratch_options(options);
        scratch.has_tcp = true;
        scratch.settings = {"log_line_prefix=", "log_destination=stderr"};
        const auto server = start_scratch(scratch);
        prepare_for_log(*server, options, report);
        status = run_watched(*server, options, report);
    });
    constexpr int not_found = 127;
    if (status == not_found) throw Failure(Exit::WrongUse, "could not run " + options.command[0]);
    if (status != 0) remark(formatted("the command ended with {}", status));
    return exit != Exit::Clean || status == 0 ? exit : static_cast<Exit>(status);
}

}  // namespace

void add_run(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command =
        *app.add_subcommand("run", "Run a command against a scratch server, and report what the guard has seen");
    command.add_option("COMMAND", options.command, "The command and its arguments, after --")->type_name("");
    command
        .add_option("--before", options.command_before,
                    "Run this first, by the shell, on the same server: what it makes stands before and is not judged")
        ->type_name("COMMAND");
    command
        .add_option(
            "--since", options.since,
            "First run the command, or that of --before, in a git worktree of the merge base with this revision")
        ->type_name("REV");
    add_scratch_options(command, options);
    add_policy_options(command, options);
    add_report_options(command, options);
    add_common_options(command, options);
    add_examples(
        command,
        "  mana-guard run -- npx drizzle-kit migrate\n"
        "  mana-guard run -- python manage.py migrate\n"
        "  mana-guard run --format junit=guard.xml -- npx knex migrate:latest\n"
        "  mana-guard run --since main -- npx knex migrate:latest      only what this branch adds\n"
        "  mana-guard run --before 'npx knex migrate:up' -- npx knex migrate:latest\n"
        "The command finds the server by DATABASE_URL, by PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE, and by\n"
        "what Flyway, Liquibase, Spring Boot and goose read: FLYWAY_URL, LIQUIBASE_COMMAND_URL, "
        "SPRING_DATASOURCE_URL,\n"
        "GOOSE_DBSTRING and the like.\n"
        "Its exit status is kept unless findings fail the run, or it succeeds without a change of the schema: 3.\n");
    command.callback([&] { chosen = [&options] { return run_command(options); }; });
}

}  // namespace mana_guard::cli

// mana-guard run: starts any program against a scratch server, and reports what the guard has seen.
#include "cli/collector.hpp"
#include "cli/commands.hpp"
#include "cli/guard_words.hpp"
#include "cli/output.hpp"
#include "cli/prepare.hpp"
#include "cli/process.hpp"
#include "cli/progress.hpp"
#include "cli/scratch.hpp"
#include "cli/signals.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

namespace mana_guard::cli {
namespace {

constexpr const char* proof = "mana_guard_proof";

// A breach of the tool's own, which the log must show: the guard is loaded in new sessions of this database.
void make_proof(Database& database) {
    database.run(
        "BEGIN; SELECT mana_guard.set_rule('no_table_in_public', 'error'); CREATE TABLE public.mana_guard_proof (id "
        "int); ROLLBACK");
}

// A statement of the command's that changes what the guard judges, for each kind of change.
std::vector<ReportedFinding> reaches_into_guard(std::string_view log) {
    std::vector<ReportedFinding> found;
    std::set<std::string> words;
    for (const std::string& statement : statements_in_log(log)) {
        const std::string word = guard_word_in(statement);
        if (word.empty() || !words.insert(word).second) continue;
        ReportedFinding finding{.rule = {}, .code = "MGF07"};
        finding.message = formatted("{} changes what the guard judges", word);
        finding.hint = "Change the policy's document instead, by which all files are judged.";
        finding.statement = statement;
        found.push_back(std::move(finding));
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

void take_findings(const ScratchServer& server, Report& report) {
    const std::string log = server.log();
    std::vector<ReportedFinding> findings = findings_in_log(log);
    const bool is_proved = std::ranges::find(findings, proof, &ReportedFinding::object) != findings.end();
    if (!is_proved) {
        throw Failure(
            Exit::NotJudged,
            "the guard in the scratch server does not report: it has logged no finding for a table that breaks a rule");
    }
    std::erase_if(findings, [](const ReportedFinding& one) { return one.object == proof; });
    report.findings = std::move(findings);
    // What the command has done comes after the end of the proof.
    std::ranges::move(reaches_into_guard(std::string_view(log).substr(log.rfind(proof))),
                      std::back_inserter(report.findings));
    // What a session sets and locks is judged: it is the command's own.
    report.not_judged = {not_judged_on_scratch().front()};
    report.not_judged.emplace_back(
        "the files of the command: each transaction counts as one, and what stood before it as in use");
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
        {
            Database database(server->conninfo());
            report.server_version = database.server_version();
            // As a scratch for lint does, or it ends here if the extension has no collector.
            const Collector collector(database);
            database.run("RESET ALL");
            prepare(database, options);
            for (const std::string& setting : settings_for_log()) {
                const std::size_t equals = setting.find('=');
                database.run(formatted("ALTER DATABASE {} SET {} = {}",
                                       database.name(database.run("SELECT current_database()").value()),
                                       setting.substr(0, equals), database.literal(setting.substr(equals + 1))));
            }
        }
        Database session(server->conninfo());
        make_proof(session);
        const std::string before = state_of_schema(session);
        status = run({.command = options.command, .environment = server->environment()});
        throw_if_interrupted();
        take_findings(*server, report);
        if (status == 0 && report.findings.empty() && state_of_schema(session) == before) {
            throw Failure(Exit::NotJudged, "the command changed no schema in the scratch server's database",
                          "It must connect by DATABASE_URL or PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE, and "
                          "have a migration to run.");
        }
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
    add_scratch_options(command, options);
    add_policy_options(command, options);
    add_report_options(command, options);
    add_common_options(command, options);
    add_examples(
        command,
        "  mana-guard run -- npx drizzle-kit migrate\n"
        "  mana-guard run -- python manage.py migrate\n"
        "  mana-guard run --format junit=guard.xml -- npx knex migrate:latest\n"
        "The command finds the server by DATABASE_URL and by PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.\n"
        "Its exit status is kept unless findings fail the run, or it succeeds without a change of the schema: 3.\n");
    command.callback([&] { chosen = [&options] { return run_command(options); }; });
}

}  // namespace mana_guard::cli

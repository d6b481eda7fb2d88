// mana-guard audit and fix: a database as it stands.
#include "cli/collector.hpp"
#include "cli/commands.hpp"
#include "cli/earlier.hpp"
#include "cli/output.hpp"
#include "text/formatted.hpp"
#include "text/glob.hpp"

#include <cstdio>
#include <iostream>

#include <unistd.h>

namespace mana_guard::cli {
namespace {

std::string pattern_or_all(const std::string& pattern) {
    return pattern.empty() ? "*" : pattern;
}

// A pattern that nothing matches is a mistake, of which no all-clear is to come.
void require_schemas(Database& database, const std::string& pattern) {
    if (pattern.empty()) return;
    const Result names = database.run("SELECT nspname FROM pg_namespace");
    for (int row = 0; row < names.rows(); ++row) {
        if (glob_matches(pattern, names.value(row, "nspname"))) return;
    }
    throw Failure(Exit::WrongUse, formatted("no schema matches \"{}\" in this database", pattern));
}

Exit audit(const Options& options) {
    Report report = new_report(options);
    return reported(report, options, [&] {
        Database database(options.url);
        report.server_version = database.server_version();
        report.database = database.run("SELECT current_database()").value();
        require_guard(database);
        require_schemas(database, options.target);
        report.profile = database.run("SELECT profile FROM mana_guard.status()").value();
        const Result result = database.run("SELECT * FROM mana_guard.audit($1, $2)",
                                           {pattern_or_all(options.target), pattern_or_all(options.object)});
        for (int row = 0; row < result.rows(); ++row) report.findings.push_back(finding_of(result, row));
        if (!options.against.empty()) compare_with_earlier(options.against, report);
        report.not_judged = {"rules about what a command does (6xx, 7xx): there is no command"};
    });
}

// Asks on a terminal; elsewhere --yes must have been given.
void confirm(const Options& options, std::size_t count) {
    if (options.is_sure) return;
    if (isatty(STDIN_FILENO) == 0) throw Failure(Exit::WrongUse, "--apply needs --yes where nobody can be asked");
    std::fputs(formatted("Run these {} statements? [y/N] ", count).c_str(), stderr);
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "y" && answer != "yes") throw Failure(Exit::NotJudged, "nothing was run");
}

// A name that can't be one is no relation's either.
void require_relation(Database& database, const std::string& name) {
    const Result found = database.try_run("SELECT to_regclass($1)", {name});
    if (!found.failed() && !found.value().empty()) return;
    throw Failure(Exit::WrongUse, formatted("there is no relation \"{}\" in this database", name),
                  "Name it with its schema, as in SQL: schema.name.");
}

Exit fix(const Options& options) {
    Database database(options.url);
    require_guard(database);
    if (!options.object.empty()) require_relation(database, options.object);
    const Result result =
        options.object.empty()
            ? database.run("SELECT DISTINCT ON (fix) fix FROM mana_guard.audit() WHERE NOT exempt AND fix <> ''")
            : database.run("SELECT fix FROM mana_guard.fix($1::regclass, false) AS fix", {options.object});
    std::vector<std::string> statements;
    statements.reserve(static_cast<std::size_t>(result.rows()));
    for (int row = 0; row < result.rows(); ++row) statements.push_back(result.value(row, "fix"));
    for (const std::string& statement : statements) std::fputs((statement + "\n").c_str(), stdout);
    if (!options.applies || statements.empty()) return Exit::Clean;
    confirm(options, statements.size());
    for (const std::string& statement : statements) database.run(statement);
    return Exit::Clean;
}

}  // namespace

void add_audit(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command = *app.add_subcommand("audit", "Judge a database as it stands");
    command.add_option("--schema", options.target, "Only the schemas that match this pattern (* and ?)")
        ->type_name("PATTERN");
    command.add_option("--object", options.object, "Only the objects whose names match this pattern")
        ->type_name("PATTERN");
    command
        .add_option("--against", options.against,
                    "An earlier report, of --format json or of report(): say what is new and what is gone")
        ->type_name("FILE")
        ->excludes("--schema")
        ->excludes("--object");
    add_connection_options(command, options);
    add_report_options(command, options);
    add_common_options(command, options);
    add_examples(command,
                 "  mana-guard audit --url postgresql://localhost/shop\n"
                 "  mana-guard audit --schema 'crm*' --format markdown=audit.md --fail-on never\n"
                 "  mana-guard audit --against june.json --format text --format json=july.json\n");
    command.callback([&] { chosen = [&options] { return audit(options); }; });
}

void add_fix(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command = *app.add_subcommand("fix", "Print the SQL that fixes the findings in a database");
    command.add_option("OBJECT", options.object, "A relation, schema.name; without it, the whole database")
        ->type_name("");
    command.add_flag("--apply", options.applies, "Run it too, after asking");
    command.add_flag("--yes", options.is_sure, "Do not ask");
    add_connection_options(command, options);
    add_common_options(command, options);
    add_examples(command,
                 "  mana-guard fix crm.customers\n"
                 "  mana-guard fix --url service=shop >fixes.sql\n");
    command.callback([&] { chosen = [&options] { return fix(options); }; });
}

}  // namespace mana_guard::cli

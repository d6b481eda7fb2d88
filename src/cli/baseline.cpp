// mana-guard baseline: what the judgement needs of a database, and no user data.
#include "cli/collector.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/process.hpp"
#include "policy/migration_logs.hpp"
#include "text/formatted.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>

namespace mana_guard::cli {
namespace {

// Without passwords and without LOGIN. Owners and grants name them.
std::string roles(Database& database) {
    const Result rows =
        database.run("SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> 'postgres' ORDER BY 1");
    std::string text;
    for (int row = 0; row < rows.rows(); ++row) {
        text += formatted("DO $$ BEGIN CREATE ROLE {}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;\n",
                          database.name(rows.value(row, "rolname")));
    }
    return text;
}

// The tables in which migration tools note what they have run: their rows are needed, and are nobody's data.
std::vector<std::string> logs(Database& database) {
    std::vector<std::string> found;
    const Result rows = database.run(
        "SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' ORDER BY 1, 2");
    for (int row = 0; row < rows.rows(); ++row) {
        const std::string schema = rows.value(row, "schema");
        const std::string name = rows.value(row, "name");
        const bool is_log = std::ranges::any_of(migration_logs, [&](const MigrationLog& log) {
            return log.table == name && (log.schema == "*" || log.schema == schema) && log.table != "migrations";
        });
        if (is_log) found.push_back(database.name(schema) + "." + database.name(name));
    }
    return found;
}

// Of a table whose rows nobody has counted nothing is said: it is taken as large. One that was empty when they were
// counted may have been filled since.
std::string sizes(Database& database) {
    const Result rows = database.run(
        "SELECT n.nspname AS schema, c.relname AS name, greatest(c.reltuples, 0)::int8 AS rows, "
        "pg_total_relation_size(c.oid) AS bytes "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^(pg_|information_schema$|mana_guard$)' "
        "AND (c.reltuples > 0 OR pg_relation_size(c.oid) = 0) ORDER BY 1, 2");
    std::string text;
    for (int row = 0; row < rows.rows(); ++row) {
        text +=
            formatted("{}\n    ({}, {}, {}, {})", text.empty() ? "" : ",", database.literal(rows.value(row, "schema")),
                      database.literal(rows.value(row, "name")), rows.value(row, "rows"), rows.value(row, "bytes"));
    }
    if (text.empty()) return text;
    return "INSERT INTO mana_guard.assumed_size (schema_name, table_name, rows, bytes) VALUES" + text + ";\n";
}

// The connection string as libpq's variables: a password on a command line can be seen by everybody.
std::vector<std::string> variables_of(const std::string& url) {
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(PQconninfoParse(url.c_str(), nullptr),
                                                                                 PQconninfoFree);
    std::vector<std::string> variables;
    for (const PQconninfoOption* one = options.get(); one != nullptr && one->keyword != nullptr; ++one) {
        if (one->val != nullptr && one->envvar != nullptr)
            variables.push_back(formatted("{}={}", one->envvar, one->val));
    }
    // libpq reads it as a connection string only as the database's name.
    if (options == nullptr && !url.empty()) variables.push_back("PGDATABASE=" + url);
    return variables;
}

std::string dumped(const std::string& url, const std::vector<std::string>& options) {
    std::vector<std::string> command = {"pg_dump"};
    command.insert(command.end(), options.begin(), options.end());
    std::string text = output_of(command, variables_of(url));
    if (text.empty()) {
        throw Failure(
            Exit::NotJudged, "pg_dump failed",
            "It must be on the PATH and not older than the server, and the role must be allowed to read the schema.");
    }
    return text;
}

Exit baseline(const Options& options) {
    Database database(options.url);
    require_guard(database);
    std::string text =
        "-- What mana-guard needs of a database to judge migrations elsewhere: no user data.\n" + roles(database);
    text += dumped(options.url, {"--schema-only", "--no-tablespaces", "--no-subscriptions"});
    std::vector<std::string> of_logs = {"--data-only"};
    for (const std::string& table : logs(database)) of_logs.push_back("--table=" + table);
    if (of_logs.size() > 1) text += dumped(options.url, of_logs);
    text += sizes(database);
    text += formatted("SELECT mana_guard.import_policy({});\n",
                      database.literal(database.run("SELECT mana_guard.export_policy()").value()));
    write_document(options.file, text);
    return Exit::Clean;
}

}  // namespace

void add_baseline(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command = *app.add_subcommand(
        "baseline", "Take from a database what lint needs: schema, policy, roles, sizes, migration logs");
    command.add_option("-o", options.file, "Write it to this file, which is replaced if it is there")
        ->type_name("FILE");
    add_connection_options(command, options);
    add_common_options(command, options);
    add_examples(command,
                 "  mana-guard baseline --url service=shop -o db/baseline.sql\n"
                 "  mana-guard lint --baseline db/baseline.sql --since main\n");
    command.callback([&] { chosen = [&options] { return baseline(options); }; });
}

}  // namespace mana_guard::cli

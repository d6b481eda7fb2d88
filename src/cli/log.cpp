// mana-guard log: the log of the guard in a database.
#include "cli/collector.hpp"
#include "cli/commands.hpp"
#include "cli/signals.hpp"
#include "formats/escapes.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"
#include "text/nearest.hpp"

#include <chrono>
#include <cstdio>
#include <thread>

namespace mana_guard::cli {
namespace {

// The log has what was found under rules and by roles that are gone.
void require_logged(Database& database, const Options& options) {
    const auto is_among = [&](const std::string& names, const std::string& name) {
        return name.empty() || database.run(formatted("SELECT 1 WHERE $1 IN ({})", names), {name}).rows() > 0;
    };
    if (!is_among("SELECT name FROM mana_guard.rules UNION SELECT code FROM mana_guard.rules "
                  "UNION SELECT rule FROM mana_guard.log UNION SELECT code FROM mana_guard.log",
                  options.rule)) {
        std::vector<std::string_view> names;
        for (const Rule* known : catalog()) {
            names.push_back(known->name);
            names.push_back(known->code);
        }
        throw Failure(Exit::WrongUse, formatted("there is no rule \"{}\"", options.rule),
                      nearest_hint(options.rule, names, "Name a rule or its code."));
    }
    if (!is_among("SELECT rolname::text FROM pg_roles UNION SELECT current_user_name::text FROM mana_guard.log",
                  options.role)) {
        throw Failure(Exit::WrongUse, formatted("there is no role \"{}\"", options.role));
    }
}

// When the time began that --since names.
std::string begin_of(Database& database, const std::string& interval) {
    if (interval.empty()) return "-infinity";
    const Result begin = database.try_run("SELECT (now() - $1::interval)::text", {interval});
    if (begin.failed()) {
        throw Failure(Exit::WrongUse, formatted("--since: {}", begin.field(PG_DIAG_MESSAGE_PRIMARY)),
                      "It takes an interval of PostgreSQL, such as '2 days' or '90 minutes'.");
    }
    return begin.value();
}

Exit show_log(const Options& options) {
    Database database(options.url);
    require_guard(database);
    require_logged(database, options);
    const std::string query =
        "SELECT logged_at, code, rule, severity, told, current_user_name, command_tag, identity, message, "
        "override_reason "
        "FROM mana_guard.log WHERE logged_at > $1::timestamptz AND ($2::text IN ('', rule, code)) "
        "AND ($3::text = '' OR severity::text = $3::text) AND ($4::text IN ('', current_user_name::text)) ORDER BY "
        "logged_at, id";
    std::string since = begin_of(database, options.since);
    do {
        throw_if_interrupted();
        const Result rows = database.run(query, {since, options.rule, options.severity, options.role});
        for (int row = 0; row < rows.rows(); ++row) {
            since = rows.value(row, "logged_at");
            const std::string reason = rows.value(row, "override_reason");
            std::fputs(
                printable(formatted("{}  {}>{}  {} {}  {}  {}: {}{}\n", since, rows.value(row, "severity"),
                                    rows.value(row, "told"), rows.value(row, "code"), rows.value(row, "rule"),
                                    rows.value(row, "current_user_name"), rows.value(row, "command_tag"),
                                    rows.value(row, "message"), reason.empty() ? "" : "  (override: " + reason + ")"))
                    .c_str(),
                stdout);
        }
        std::fflush(stdout);
        if (options.follows) std::this_thread::sleep_for(std::chrono::seconds(1));
    } while (options.follows);
    return Exit::Clean;
}

}  // namespace

void add_log(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command = *app.add_subcommand("log", "Show the log of the guard in a database");
    command.add_flag("--follow", options.follows, "Go on with new rows until it is interrupted");
    command.add_option("--rule", options.rule, "Only this rule, by name or code")->type_name("RULE");
    command.add_option("--severity", options.severity, "Only this severity")
        ->check(CLI::IsMember({"log", "warn", "error"}))
        ->type_name("SEVERITY");
    command.add_option("--role", options.role, "Only what this role did")->type_name("ROLE");
    command.add_option("--since", options.since, "Only the last so much time, such as '2 days'")->type_name("INTERVAL");
    add_connection_options(command, options);
    add_common_options(command, options);
    add_examples(command,
                 "  mana-guard log --since '2 days' --severity error\n"
                 "  mana-guard log --follow\n");
    command.callback([&] { chosen = [&options] { return show_log(options); }; });
}

}  // namespace mana_guard::cli

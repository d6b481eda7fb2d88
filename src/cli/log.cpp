// mana-guard log: the log of the guard in a database.
#include "cli/collector.hpp"
#include "cli/commands.hpp"
#include "cli/signals.hpp"
#include "formats/escapes.hpp"
#include "text/formatted.hpp"

#include <chrono>
#include <cstdio>
#include <thread>

namespace mana_guard::cli {
namespace {

Exit show_log(const Options& options) {
    Database database(options.url);
    require_guard(database);
    const std::string query =
        "SELECT logged_at, code, rule, severity, told, current_user_name, command_tag, identity, message, "
        "override_reason "
        "FROM mana_guard.log WHERE logged_at > $1::timestamptz AND ($2::text IN ('', rule, code)) "
        "AND ($3::text = '' OR severity::text = $3::text) AND ($4::text IN ('', current_user_name::text)) ORDER BY "
        "logged_at, id";
    std::string since = options.since.empty()
                            ? "-infinity"
                            : database.run("SELECT (now() - $1::interval)::text", {options.since}).value();
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

// mana-guard, the command-line tool.
#include "cli/commands.hpp"
#include "cli/config.hpp"
#include "cli/progress.hpp"
#include "cli/signals.hpp"
#include "formats/escapes.hpp"
#include "text/formatted.hpp"

#include <cstdio>
#include <exception>

namespace mana_guard::cli {
namespace {

constexpr const char* exit_codes =
    "Exit status: 0 nothing found at or above --fail-on; 1 findings; 2 wrong use; 3 could not judge.\n"
    "mana-guard COMMAND --help has examples.\n";

void complain(const std::string& message, const std::string& hint) {
    std::fputs(printable(formatted("mana-guard: {}\n{}{}", message, hint, hint.empty() ? "" : "\n")).c_str(), stderr);
}

Exit run_chosen(CLI::App& app, Options& options, const Command& chosen) {
    const CLI::App* command = &app;
    while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
    const std::string config = command->get_group().empty() ? "" : read_config(*command, options);
    if (options.shows_config) {
        std::fputs(shown_config(options, config).c_str(), stdout);
        return Exit::Clean;
    }
    set_loudness(options.is_quiet ? Loudness::Quiet : options.is_verbose ? Loudness::Verbose : Loudness::Normal);
    handle_signals(options.timeout);
    const Exit exit = chosen();
    throw_if_interrupted();
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        throw Failure(Exit::NotJudged, "could not write to standard output");
    return exit;
}

Exit run_tool(int count, char** arguments) {
    CLI::App app("Judges schema changes before they reach production, by the rules of the extension mana_guard.",
                 "mana-guard");
    app.footer(exit_codes);
    app.require_subcommand(1);
    Options options;
    Command chosen;
    for (const auto add : {add_lint, add_run, add_audit, add_fix, add_explain, add_policy, add_exempt, add_baseline,
                           add_log, add_scratch, add_version, add_completion, add_man}) {
        add(app, options, chosen);
    }
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? Exit::Clean : Exit::WrongUse;
    }
    try {
        return run_chosen(app, options, chosen);
    } catch (const Failure& failure) {
        try {
            throw_if_interrupted();
        } catch (const Failure& interruption) {
            complain(interruption.what(), interruption.hint());
            return interruption.exit();
        }
        complain(failure.what(), failure.hint());
        return failure.exit();
    }
}

}  // namespace
}  // namespace mana_guard::cli

int main(int count, char** arguments) {
    try {
        return static_cast<int>(mana_guard::cli::run_tool(count, arguments));
    } catch (const std::exception& error) {
        std::fputs("mana-guard: ", stderr);
        std::fputs(error.what(), stderr);
        std::fputs("\n", stderr);
        return static_cast<int>(mana_guard::cli::Exit::NotJudged);
    }
}

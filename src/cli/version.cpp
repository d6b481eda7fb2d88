// mana-guard version.
#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "text/formatted.hpp"

#include <cstdio>

namespace mana_guard::cli {

void add_version(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command =
        *app.add_subcommand("version", "Print the versions of the tool and of the server that it would start");
    add_common_options(command, options);
    add_examples(command, "  mana-guard version\n");
    command.callback([&] {
        chosen = [] {
            const std::optional<Installation> found = find_installation(0);
            const std::string server = found ? formatted("PostgreSQL {} in {}", found->version, found->bindir)
                                             : "no PostgreSQL with the extension";
            std::fputs(formatted("mana-guard {}\n{}\n", MANA_GUARD_VERSION, server).c_str(), stdout);
            return Exit::Clean;
        };
    });
}

}  // namespace mana_guard::cli

// mana-guard scratch: a scratch server, and psql in it.
#include "cli/commands.hpp"
#include "cli/prepare.hpp"
#include "cli/process.hpp"
#include "cli/progress.hpp"
#include "cli/scratch.hpp"

namespace mana_guard::cli {
namespace {

Exit scratch(const Options& options) {
    const auto server = start_scratch(scratch_options(options));
    {
        Database database(server->conninfo());
        prepare(database, options);
    }
    std::vector<std::string> command = options.command;
    if (command.empty()) command.emplace_back("psql");
    remark("the server and all that is in it are removed at the end");
    return static_cast<Exit>(run({.command = command, .environment = server->environment()}));
}

}  // namespace

void add_scratch(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command = *app.add_subcommand("scratch", "Start a scratch server, and psql or another command in it");
    command.add_option("COMMAND", options.command, "A command instead of psql, after --")->type_name("");
    add_scratch_options(command, options);
    add_policy_options(command, options);
    add_common_options(command, options);
    add_examples(command,
                 "  mana-guard scratch\n"
                 "  mana-guard scratch -- psql -c 'CREATE TABLE public.t (id int)'\n"
                 "The guard refuses here what it would refuse in production.\n");
    command.callback([&] { chosen = [&options] { return scratch(options); }; });
}

}  // namespace mana_guard::cli

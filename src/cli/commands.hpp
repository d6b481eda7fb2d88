// The commands, each defined in the file of its name. Each adds itself to the application, with its options and its
// help, and sets what is to be run if it is the one that was given.
#pragma once

#include "core.hpp"

#include <functional>
#include <string>

#include "cli/failure.hpp"
#include "cli/options.hpp"
#include "formats/report.hpp"

namespace mana_guard::cli {

using Command = std::function<Exit()>;

void add_lint(CLI::App& app, Options& options, Command& chosen);
void add_run(CLI::App& app, Options& options, Command& chosen);
void add_audit(CLI::App& app, Options& options, Command& chosen);
void add_fix(CLI::App& app, Options& options, Command& chosen);
void add_explain(CLI::App& app, Options& options, Command& chosen);
void add_policy(CLI::App& app, Options& options, Command& chosen);
void add_exempt(CLI::App& app, Options& options, Command& chosen);
void add_baseline(CLI::App& app, Options& options, Command& chosen);
void add_log(CLI::App& app, Options& options, Command& chosen);
void add_scratch(CLI::App& app, Options& options, Command& chosen);
void add_completion(CLI::App& app, Options& options, Command& chosen);
void add_man(CLI::App& app, Options& options, Command& chosen);
void add_version(CLI::App& app, Options& options, Command& chosen);

// A report with what every run says of itself.
Report new_report(const Options& options);

// Runs the judging part of a command. If it fails, every format that goes to a file or to a program still is written,
// and says so; then the failure is thrown again.
Exit reported(Report& report, const Options& options, const std::function<void()>& judge);

}  // namespace mana_guard::cli

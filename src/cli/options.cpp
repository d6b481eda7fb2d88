#include "cli/options.hpp"
#include "formats/format.hpp"

#include <string>
#include <vector>

namespace mana_guard::cli {
namespace {

// "json" or "json=FILE".
std::string format_fault(const std::string& text) {
    const std::string name = text.substr(0, text.find('='));
    if (format_named(name) != nullptr) return {};
    std::string known;
    for (const Format& format : all_formats()) known += (known.empty() ? "" : ", ") + std::string(format.name);
    return "there is no format \"" + name + "\"; the formats are " + known;
}

}  // namespace

void add_common_options(CLI::App& command, Options& options) {
    command
        .add_option("--config", options.config, "Read this file instead of the mana-guard.toml found upward from here")
        ->type_name("FILE");
    command.add_option("--color", options.color, "Colours: auto (on a terminal), always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->type_name("WHEN");
    command.add_flag("-q,--quiet", options.is_quiet, "No progress and no remarks on standard error");
    command.add_flag("-v,--verbose", options.is_verbose, "Print each file and each notice of the server");
    command.add_option("--timeout", options.timeout, "End the whole run after so many seconds")->type_name("SECONDS");
    command.add_flag("--show-config", options.shows_config, "Print the options in force, and end");
}

void add_connection_options(CLI::App& command, Options& options) {
    command
        .add_option("--url", options.url,
                    "The database: a URL or any connection string of libpq; without it, PGHOST and so on")
        ->type_name("CONNINFO");
}

void add_scratch_options(CLI::App& command, Options& options) {
    command.add_option("--image", options.image, "Run the scratch server in a container of this image")
        ->type_name("NAME");
    command.add_option("--pg-version", options.pg_version, "The major version of the scratch server")->type_name("N");
    command.add_flag("--keep", options.is_kept, "Leave the scratch server's folder behind");
}

void add_document_option(CLI::App& command, Options& options, const std::string& purpose) {
    command.add_option("--policy", options.policy, purpose + " (default: mana-guard.json beside the configuration)")
        ->type_name("FILE");
}

void add_policy_options(CLI::App& command, Options& options) {
    command.add_option("--baseline", options.baseline, "Start from what mana-guard baseline took from a database")
        ->type_name("FILE");
    add_document_option(command, options, "Judge by this policy document");
    command.add_option("--profile", options.profile, "Judge by this profile")->type_name("NAME");
}

void add_report_options(CLI::App& command, Options& options) {
    command.add_option("--format", options.formats, "Write this format, to the file if one is given; can be repeated")
        ->type_name("FORMAT[=FILE]")
        ->allow_extra_args(false)
        ->check(format_fault);
    command
        .add_option("--fail-on", options.fail_on,
                    "Exit 1 for findings of this severity or worse: error, warn, log or never")
        ->check(CLI::IsMember({"error", "warn", "log", "never"}))
        ->type_name("SEVERITY");
    command.add_flag("--show-exempt", options.shows_exempt, "Report exempt findings too; they never fail the run");
    command.add_option("--max-findings", options.max_findings, "Print at most so many as text; 0: all")->type_name("N");
    command.add_flag("--no-annotations", options.has_no_annotations, "No annotations by itself in GitHub Actions");
}

void add_examples(CLI::App& command, const std::string& examples) {
    command.footer("Examples:\n" + examples);
}

}  // namespace mana_guard::cli

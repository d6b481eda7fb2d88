// What the command line and the configuration ask for.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "formats/format.hpp"

namespace mana_guard::cli {

struct Options {
    // where
    std::string url{};
    bool is_scratch = false;
    std::string image{};
    unsigned pg_version = 0;
    bool is_kept = false;
    std::vector<std::string> before{};  // files that a scratch server runs first and that are not judged
    // what
    std::vector<std::string> paths{};
    std::string layout{};
    std::string since{};
    std::string against{};
    std::string after{};
    std::string stdin_name{};
    bool shows_files = false;
    std::map<std::string, std::string> placeholders{};  // of the configuration: values by name
    std::vector<std::string> given_placeholders{};      // "name=value"
    std::string target{};                               // of explain, exempt, policy use...
    std::string object{};
    std::string reason{};
    std::string until{};
    std::string file{};
    std::vector<std::string> command{};
    std::string command_before{};
    // against what
    std::string baseline{};
    std::string policy{};
    std::string profile{};
    std::string manual{};
    // out
    std::vector<std::string> formats{};
    std::string fail_on = "error";
    bool shows_exempt = false;
    std::size_t max_findings = TextOptions().max_findings;
    std::string color = "auto";
    bool is_quiet = false;
    bool is_verbose = false;
    bool has_no_annotations = false;
    // limits
    unsigned timeout = 0;
    std::string lock_timeout = "1s";
    // the rest
    std::string config{};
    bool shows_config = false;
    bool follows = false;
    bool applies = false;
    bool is_sure = false;
    std::string rule{};
    std::string severity{};
    std::string role{};
};

// The groups of options, which have the same names and meanings in every command that has them.
void add_common_options(CLI::App& command, Options& options);
void add_connection_options(CLI::App& command, Options& options);
void add_scratch_options(CLI::App& command, Options& options);
void add_policy_options(CLI::App& command, Options& options);
void add_document_option(CLI::App& command, Options& options, const std::string& purpose);
void add_report_options(CLI::App& command, Options& options);

// The text below a command's help.
void add_examples(CLI::App& command, const std::string& examples);

}  // namespace mana_guard::cli

// mana-guard.toml, the configuration of a checkout.
#pragma once

#include "core.hpp"

#include <string>

#include "cli/options.hpp"

namespace mana_guard::cli {

// Reads the file that --config or MANA_GUARD_CONFIG names, or else mana-guard.toml in the working folder or the next
// one above it up to the repository's root, into every option that the command line doesn't set. Relative paths are
// relative to the file. Also takes mana-guard.json beside it, or in the working folder, as the policy document. Gives
// the path of the file, empty if there is none. Throws Failure (WrongUse) for a key that isn't known.
std::string read_config(const CLI::App& command, Options& options);

// The options in force, as a configuration.
std::string shown_config(const Options& options, const std::string& path);

}  // namespace mana_guard::cli

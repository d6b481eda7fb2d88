// Flyway's own configuration, as far as it is in files.
#pragma once

#include "core.hpp"

#include <filesystem>

#include "layouts/folder.hpp"

namespace mana_guard::cli {

// What flyway.toml, else flyway.conf, says that is nearest above the folder, up to the root of the repository: each
// setting by its name in flyway.conf, and flyway.workingDirectory, where it was found. What is taken from where we
// can't look is left out. Throws Failure (WrongUse) if a file can't be read.
Settings flyway_settings(const std::filesystem::path& folder);

}  // namespace mana_guard::cli

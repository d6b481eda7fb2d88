// Flyway's own configuration, as far as it is in files.
#pragma once

#include "core.hpp"

#include <filesystem>

#include "layouts/folder.hpp"

namespace mana_guard::cli {

// What the environment says, then flyway.toml, else flyway.conf, that is nearest above the folder, up to the root of
// the repository, then the project that it is in (flyway_elsewhere): each setting by its name in flyway.conf, and
// flyway.workingDirectory, where it was found. What is taken from where we
// can't look is left out. Throws Failure (WrongUse) if a file can't be read.
Settings flyway_settings(const std::filesystem::path& folder);

}  // namespace mana_guard::cli

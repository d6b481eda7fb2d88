// Which migrations are run, and which of them are reported.
#pragma once

#include "core.hpp"

#include <set>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "layouts/layout.hpp"

namespace mana_guard::cli {

struct Selection {
    const Layout* layout = nullptr;
    std::string folder{};  // with a slash at its end, or empty: put before the migrations' paths
    std::vector<Migration> migrations{};
    std::set<std::string> unreported{};  // paths with the folder: run, so that the state is right, and not reported
    std::vector<std::string> strays{};   // paths of files that look like migrations, and that the tool doesn't run
    std::vector<std::string> doubled{};  // paths of files that have another one's version
};

// One for each folder, or for the files of one. A path is a folder, a file, or - for standard input. Throws Failure
// (WrongUse) if there is no migration, or the layout can't be told.
std::vector<Selection> selected(const Options& options);

// Whether a file of that name, without its folder, may be a migration: it begins as versions do, and is SQL or a
// program.
bool looks_like_migration(const std::string& file);

}  // namespace mana_guard::cli

// drizzle-kit since 1.0: a folder with migration.sql and snapshot.json for each migration.
#include "layouts/all.hpp"
#include "layouts/breakpoints.hpp"
#include "layouts/lines.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace drizzle_folders_files {

bool is_migration(const Folder& folder, std::string_view file) {
    const std::string_view top = top_folder(file);
    return file_name(file) == "migration.sql" && !leading_number(top).empty() &&
           folder.has(std::string(top) + "/snapshot.json");
}

bool fits(const Folder& folder) {
    return std::ranges::any_of(folder.files(), [&](const std::string& file) { return is_migration(folder, file); });
}

std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found;
    for (const std::string& file : folder.files()) {
        if (file_name(file) != "migration.sql") continue;
        found.push_back(migration_with_breakpoints(folder, file, leading_number(top_folder(file))));
    }
    return found;
}

}  // namespace drizzle_folders_files

// drizzle-team/drizzle-orm, drizzle-orm/src/migrator.ts
constinit const Layout drizzle_folders{"drizzle-folders",
                                       "folders with migration.sql and snapshot.json",
                                       "",
                                       {},
                                       drizzle_folders_files::fits,
                                       drizzle_folders_files::read,
                                       Dialect::Drizzle};

}  // namespace mana_guard::layouts

// drizzle-kit before 1.0: a journal lists the files.
#include "layouts/all.hpp"
#include "layouts/breakpoints.hpp"
#include "text/formatted.hpp"

#include <nlohmann/json.hpp>

namespace mana_guard::layouts {
namespace drizzle_files {

constexpr std::string_view journal = "meta/_journal.json";

bool fits(const Folder& folder) {
    return folder.has(journal);
}

std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found;
    try {
        const auto document = nlohmann::json::parse(folder.read(journal));
        for (const auto& entry : document.at("entries")) {
            const std::string file = entry.at("tag").get<std::string>() + ".sql";
            found.push_back(migration_with_breakpoints(folder, file, file.substr(0, file.find('_'))));
        }
    } catch (const nlohmann::json::exception& error) {
        throw LayoutError(formatted("{} is not a journal of drizzle-kit: {}", journal, error.what()),
                          "It has a list \"entries\", whose members have a \"tag\".");
    }
    return found;
}

}  // namespace drizzle_files

// drizzle-team/drizzle-orm, drizzle-orm/src/migrator.ts and pg-core/dialect.ts: one transaction for all pending files.
constinit const Layout drizzle{
    "drizzle", "a file meta/_journal.json", "", {}, drizzle_files::fits, drizzle_files::read, Dialect::Drizzle};

}  // namespace mana_guard::layouts

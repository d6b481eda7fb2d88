// graphile-migrate: committed/000001.sql with a hash in its header, and current.sql.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace graphile_files {

bool is_committed(std::string_view path) {
    return path.starts_with("committed/") && path.ends_with(".sql") &&
           file_name(path).find_first_not_of("0123456789") != 0;
}

bool fits(const Folder& folder) {
    return std::ranges::any_of(folder.files(), [&](const std::string& file) {
        return is_committed(file) && folder.read(file).starts_with("--! Previous:");
    });
}

std::string version(std::string_view path) {
    if (is_committed(path)) {
        const std::string_view name = file_name(path);
        return std::string(name.substr(0, name.find_first_not_of("0123456789")));
    }
    // It runs last.
    constexpr std::string_view last = "99999999999999999999";
    return path == "current.sql" ? std::string(last) : std::string();
}

std::vector<Batch> batches(std::string_view text) {
    for (const TextLine& line : lines_of(text)) {
        if (after_directive(line.text, "! no-transaction")) return whole(text, Transaction::None);
    }
    return whole(text, Transaction::Own);
}

std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found = read_versions(folder, version, batches, Order::Number);
    for (Migration& migration : found) {
        if (migration.path == "current.sql") migration.version.clear();
        for (const TextLine& line : lines_of(migration.text)) {
            if (!after_directive(line.text, "!include")) continue;
            migration.not_run.push_back({line.begin, "the file is not included: " + std::string(line.text)});
        }
    }
    return found;
}

}  // namespace graphile_files

// graphile/migrate, src/migration.ts
constinit const Layout graphile{"graphile-migrate",   "committed/*.sql that begin with --! Previous:",
                                "--! no-transaction", {},
                                graphile_files::fits, graphile_files::read};

}  // namespace mana_guard::layouts

// Files of SQL that somebody runs with psql, one after the other.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace plain_files {

bool fits(const Folder& /*folder*/) {
    return false;
}

std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found;
    for (const std::string& file : folder.files()) {
        if (!file.ends_with(".sql")) continue;
        Migration migration{.path = file, .version = {}, .text = folder.read(file), .batches = {}};
        skip_byte_order_mark(migration);
        migration.batches = each_statement(migration.run_text(), layouts::plain.additions);
        found.push_back(std::move(migration));
    }
    std::ranges::stable_sort(found, naturally_before, &Migration::path);
    return found;
}

}  // namespace plain_files

constinit const Layout plain{"plain",
                             "no marks: all files *.sql in natural order",
                             "no BEGIN before the statement",
                             {.has_psql_commands = true, .has_copy_data = true},
                             plain_files::fits,
                             plain_files::read,
                             std::nullopt};

}  // namespace mana_guard::layouts

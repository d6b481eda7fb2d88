// Diesel: a folder with up.sql and down.sql for each migration.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace diesel_files {

std::string version(std::string_view path) {
    const std::string_view folder = top_folder(path);
    return file_name(path) == "up.sql" && folder != path ? std::string(folder.substr(0, folder.find('_')))
                                                         : std::string();
}

bool fits(const Folder& folder) {
    return std::ranges::any_of(folder.files(), [](const std::string& file) { return !version(file).empty(); });
}

// metadata.toml has this one key.
bool has_no_transaction(const std::string& metadata) {
    return std::ranges::any_of(lines_of(metadata), [](const TextLine& line) {
        std::string text(line.text);
        std::erase(text, ' ');
        return text.starts_with("run_in_transaction=false");
    });
}

std::vector<Batch> batches(std::string_view text) {
    return whole(text, Transaction::Own);
}

std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found = read_versions(folder, version, batches, Order::Text);
    for (Migration& migration : found) {
        const std::string metadata = std::string(top_folder(migration.path)) + "/metadata.toml";
        if (has_no_transaction(folder.read_if_present(metadata))) {
            migration.batches[0].transaction = Transaction::None;
        }
    }
    return found;
}

}  // namespace diesel_files

// diesel-rs/diesel, diesel_migrations/src/file_based_migrations.rs. Even without a transaction the file is one message.
constinit const Layout diesel{"diesel", "folders with up.sql", "run_in_transaction = false in metadata.toml",
                              {},       diesel_files::fits,    diesel_files::read};

}  // namespace mana_guard::layouts

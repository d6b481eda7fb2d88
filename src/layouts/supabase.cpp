// Supabase: supabase/migrations/20240101000000_name.sql.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace supabase_files {

std::string version(std::string_view path) {
    return number_of_file(path, ".sql");
}

bool fits(const Folder& folder) {
    std::error_code error;
    const std::string root = std::filesystem::weakly_canonical(folder.root(), error).generic_string();
    return root.ends_with("/supabase/migrations") &&
           std::ranges::any_of(folder.files(), [](const std::string& file) { return !version(file).empty(); });
}

std::vector<Batch> batches(std::string_view text) {
    return whole(text, Transaction::None);
}

std::vector<Migration> read(const Folder& folder) {
    return read_versions(folder, version, batches, Order::Text);
}

}  // namespace supabase_files

// supabase/cli, pkg/migration/file.go: the statements are sent in one batch.
constinit const Layout supabase{"supabase",
                                "the folder supabase/migrations",
                                "a migration of its own for the statement",
                                {},
                                supabase_files::fits,
                                supabase_files::read};

}  // namespace mana_guard::layouts

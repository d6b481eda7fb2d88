// SQLx: numbered files, with or without .up and .down.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"
#include "layouts/sqlx_project.hpp"

#include <algorithm>

namespace mana_guard {

bool is_sqlx_project(const Folder& folder) {
    std::error_code error;
    return std::filesystem::is_directory(folder.root() / "../.sqlx", error) ||
           folder.read_if_present("../Cargo.toml").find("sqlx") != std::string::npos;
}

}  // namespace mana_guard

namespace mana_guard::layouts {
namespace sqlx_files {

std::string version(std::string_view path) {
    const bool is_migration = path.ends_with(".sql") && !path.ends_with(".down.sql");
    return is_migration && path.find('/') == std::string_view::npos ? std::string(leading_number(path)) : std::string();
}

bool fits(const Folder& folder) {
    return is_sqlx_project(folder) &&
           std::ranges::any_of(folder.files(), [](const std::string& file) { return !version(file).empty(); });
}

std::vector<Batch> batches(std::string_view text) {
    return whole(text, text.starts_with("-- no-transaction") ? Transaction::None : Transaction::Own);
}

std::vector<Migration> read(const Folder& folder) {
    return read_versions(folder, version, batches, Order::Number);
}

}  // namespace sqlx_files

// launchbadge/sqlx, sqlx-core/src/migrate/source.rs
constinit const Layout sqlx{
    "sqlx",          "numbered files below a project that depends on sqlx", "-- no-transaction", {}, sqlx_files::fits,
    sqlx_files::read};

}  // namespace mana_guard::layouts

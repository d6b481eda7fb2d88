// golang-migrate: numbered files, .up.sql and .down.sql.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"
#include "layouts/sqlx_project.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace golang_migrate_files {

std::string version(std::string_view path) {
    return number_of_file(path, ".up.sql");
}

bool fits(const Folder& folder) {
    return !is_sqlx_project(folder) &&
           std::ranges::any_of(folder.files(), [](const std::string& file) { return !version(file).empty(); });
}

std::vector<Batch> batches(std::string_view text) {
    return whole(text, Transaction::None);
}

std::vector<Migration> read(const Folder& folder) {
    return read_versions(folder, version, batches, Order::Number);
}

}  // namespace golang_migrate_files

// golang-migrate/migrate, source/parse.go and database/postgres/postgres.go: a file is sent in one message.
constinit const Layout golang_migrate{
    "golang-migrate",           "files 1_name.up.sql",     "a file of its own for the statement", {},
    golang_migrate_files::fits, golang_migrate_files::read};

}  // namespace mana_guard::layouts

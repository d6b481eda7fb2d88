// Prisma Migrate: a folder with migration.sql for each migration.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

namespace mana_guard::layouts {
namespace prisma_files {

bool fits(const Folder& folder) {
    return folder.has("migration_lock.toml");
}

std::string version(std::string_view path) {
    return file_name(path) == "migration.sql" ? std::string(top_folder(path)) : std::string();
}

std::vector<Batch> batches(std::string_view text) {
    return whole(text, Transaction::None);
}

std::vector<Migration> read(const Folder& folder) {
    return read_versions(folder, version, batches, Order::Text);
}

}  // namespace prisma_files

// prisma/prisma-engines, schema-engine: a file is sent in one message.
constinit const Layout prisma{"prisma",
                              "a file migration_lock.toml",
                              "a migration of its own for the statement",
                              {},
                              prisma_files::fits,
                              prisma_files::read,
                              Dialect::Prisma};

}  // namespace mana_guard::layouts

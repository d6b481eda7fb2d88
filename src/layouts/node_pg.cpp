// node-pg-migrate, migrations in SQL: -- Up Migration and -- Down Migration.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace node_pg_files {

// Whether the line is a comment of dashes, blanks and these two words.
bool is_heading(std::string_view line, std::string_view direction) {
    if (!line.starts_with("--")) return false;
    const std::string text = lower_case(line.substr(std::min(line.find_first_not_of("- \t"), line.size())));
    return text.starts_with(direction) &&
           trimmed(std::string_view(text).substr(direction.size())).starts_with("migration");
}

bool is_up(std::string_view line) {
    return is_heading(line, "up ");
}

bool fits(const Folder& folder) {
    return folder.any_line(is_up);
}

std::string version(std::string_view path) {
    return number_of_file(path, ".sql");
}

// From the first heading for up, and without one the whole text; to the first for down if that stands below.
std::vector<Batch> batches(std::string_view text) {
    const std::vector<TextLine> lines = lines_of(text);
    const auto up = std::ranges::find_if(lines, is_up, &TextLine::text);
    const auto down = std::ranges::find_if(
        lines, [](std::string_view line) { return is_heading(line, "down "); }, &TextLine::text);
    const std::size_t begin = up == lines.end() ? 0 : up->begin;
    const bool is_below = up != lines.end() && down != lines.end() && down->begin > begin;
    return {{Transaction::Shared, {{begin, is_below ? down->begin : text.size()}}}};
}

std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found = read_versions(folder, version, batches, Order::Number);
    for (Migration& migration : found) {
        const bool is_whole = migration.batches[0].chunks[0].begin == 0;
        if (!is_whole) find_unread(migration, is_up, "-- Up Migration");
    }
    return found;
}

}  // namespace node_pg_files

// salsita/node-pg-migrate, src/sqlMigration.ts and src/runner.ts: one transaction for all pending files.
constinit const Layout node_pg{
    "node-pg-migrate",   "a line -- Up Migration", "--no-single-transaction for the tool", {},
    node_pg_files::fits, node_pg_files::read};

}  // namespace mana_guard::layouts

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

bool fits(const Folder& folder) {
    return folder.any_line([](std::string_view line) { return is_heading(line, "up "); });
}

std::string version(std::string_view path) {
    return number_of_file(path, ".sql");
}

std::vector<Batch> batches(std::string_view text) {
    std::size_t begin = 0;
    std::size_t end = text.size();
    for (const TextLine& line : lines_of(text)) {
        if (is_heading(line.text, "up ")) begin = line.end;
        if (is_heading(line.text, "down ") && line.begin >= begin && end == text.size()) end = line.begin;
    }
    return {{Transaction::Shared, {{begin, std::max(begin, end)}}}};
}

std::vector<Migration> read(const Folder& folder) {
    return read_versions(folder, version, batches, Order::Number);
}

}  // namespace node_pg_files

// salsita/node-pg-migrate, src/sqlMigration.ts and src/runner.ts: one transaction for all pending files.
constinit const Layout node_pg{
    "node-pg-migrate",   "a line -- Up Migration", "--no-single-transaction for the tool", {},
    node_pg_files::fits, node_pg_files::read};

}  // namespace mana_guard::layouts

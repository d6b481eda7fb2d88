// Flyway: B, V and R files, ordered by numeric versions.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

#include <algorithm>
#include <array>

namespace mana_guard::layouts {
namespace flyway_files {

// "1.2" of V1_2__name.sql, the description of R__name.sql; empty for other files.
std::string version(std::string_view path) {
    const std::string_view name = file_name(path);
    const std::size_t separator = name.find("__");
    if (!name.ends_with(".sql") || separator == std::string_view::npos) return {};
    if (name.starts_with("R__")) return std::string(name.substr(3, name.size() - sizeof "R__.sql" + 1));
    if (separator < 2 || (name[0] != 'V' && name[0] != 'B')) return {};
    std::string number(name.substr(1, separator - 1));
    std::ranges::replace(number, '_', '.');
    return number.find_first_not_of("0123456789.") == std::string::npos ? number : std::string();
}

bool fits(const Folder& folder) {
    return std::ranges::any_of(folder.files(), [](const std::string& file) { return !version(file).empty(); });
}

// Statements that Flyway runs outside of a transaction, by the words with which they begin, and its own condition that
// CONCURRENTLY is among the words.
bool needs_no_transaction(std::string_view statement) {
    constexpr std::array<std::string_view, 9> beginnings = {
        "vacuum",       "create database", "drop database",    "create tablespace", "drop tablespace",
        "alter system", "discard all",     "reindex database", "reindex system"};
    const std::string text = lower_case(statement);
    const bool is_index = text.starts_with("create") || text.starts_with("drop") || text.starts_with("reindex");
    return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return text.starts_with(beginning); }) ||
           (is_index && text.find(" concurrently") != std::string::npos);
}

std::vector<Batch> batches(std::string_view text) {
    const std::vector<Piece> pieces = split_statements(text, layouts::flyway.additions);
    const bool has_none =
        std::ranges::any_of(pieces, [&](const Piece& piece) { return needs_no_transaction(piece.body_in(text)); });
    return has_none ? each_statement(text, layouts::flyway.additions) : whole(text, Transaction::Own);
}

// Flyway puts values of its own configuration in the place of ${name}, in comments and texts too.
void find_placeholders(Migration& migration) {
    constexpr std::string_view name = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-";
    const std::string& text = migration.text;
    for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at + 1)) {
        const std::size_t end = text.find_first_not_of(name, at + 2);
        if (end == std::string::npos || end == at + 2 || text[end] != '}') continue;
        const std::string placeholder = text.substr(at, end + 1 - at);
        migration.not_run.push_back({at, "the placeholder " + placeholder + " is not filled in, as Flyway would"});
    }
}

// V files by number, after the latest B file if there is one; then R files by description.
bool runs_before(const Migration& a, const Migration& b) {
    const bool is_repeatable_a = file_name(a.path).starts_with('R');
    const bool is_repeatable_b = file_name(b.path).starts_with('R');
    if (is_repeatable_a != is_repeatable_b) return is_repeatable_b;
    return is_repeatable_a ? a.version < b.version : naturally_before(a.version, b.version);
}

std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found = read_versions(folder, version, batches, Order::Text);
    for (Migration& migration : found) {
        std::string settings = lower_case(folder.read_if_present(migration.path + ".conf"));
        std::erase(settings, ' ');
        if (settings.find("executeintransaction=false") != std::string::npos) {
            migration.batches = each_statement(migration.text, layouts::flyway.additions);
        }
        if (settings.find("placeholderreplacement=false") == std::string::npos) find_placeholders(migration);
    }
    std::ranges::stable_sort(found, runs_before);
    const auto baseline = std::ranges::find_if(found.rbegin(), found.rend(), [](const Migration& migration) {
        return file_name(migration.path).starts_with('B');
    });
    if (baseline == found.rend()) return found;
    // What it replaces: every V file up to its own version, and earlier baselines.
    const std::string version_of_baseline = baseline->version;
    const std::string path_of_baseline = baseline->path;
    std::erase_if(found, [&](const Migration& migration) {
        return !file_name(migration.path).starts_with('R') && migration.path != path_of_baseline &&
               !naturally_before(version_of_baseline, migration.version);
    });
    return found;
}

}  // namespace flyway_files

// flyway/flyway, PostgreSQLParser.java
constinit const Layout flyway{"flyway",
                              "files V1__name.sql",
                              "executeInTransaction=false in a file beside it with .conf after its name",
                              {.has_copy_data = true},
                              flyway_files::fits,
                              flyway_files::read};

}  // namespace mana_guard::layouts

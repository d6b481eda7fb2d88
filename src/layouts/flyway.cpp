// Flyway: B, V and R files, ordered by numeric versions.
#include "layouts/all.hpp"
#include "layouts/flyway_configuration.hpp"
#include "layouts/lines.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <array>

namespace mana_guard::layouts {
namespace flyway_files {

bool fits(const Folder& folder) {
    const FlywayConfiguration configuration(folder);
    return std::ranges::any_of(folder.files(),
                               [&](const std::string& file) { return configuration.name_of(file).has_value(); });
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

// What decides in which transaction a file runs.
struct Shape {
    bool has_none = false;    // by the configuration, or the file beside it
    bool has_one = false;     // by the file beside it, whatever the statements are
    bool is_mixed = false;    // both sorts of statements may be in a file, which then has none
    bool is_grouped = false;  // with other files
};

// `session` bytes of what is run are not of the file.
std::vector<Batch> batches(const Shape& shape, std::size_t session, Migration& migration) {
    const std::string_view text = migration.run_text();
    const Additions& additions = layouts::flyway.additions;
    std::vector<Batch> in_one = whole(text, shape.is_grouped ? Transaction::Shared : Transaction::Own);
    if (shape.has_one) return in_one;
    if (shape.has_none) return each_statement(text, additions);
    const auto needs_none = [&](const Piece& piece) { return needs_no_transaction(piece.body_in(text)); };
    std::vector<Piece> pieces = split_statements(text, additions);
    std::erase_if(pieces,
                  [session](const Piece& piece) { return piece.kind != PieceKind::Statement || piece.body < session; });
    const auto found = std::ranges::find_if(pieces, needs_none);
    if (found == pieces.end()) return in_one;
    if (!shape.is_mixed && !std::ranges::all_of(pieces, needs_none)) {
        migration.not_run.push_back(
            {found->body, "Flyway refuses a file in which only some statements can run in a transaction",
             formatted("Give this one a file of its own, or have {}.", layouts::flyway.without_transaction), "MGF04"});
    }
    if (shape.is_grouped) {
        migration.not_run.push_back(
            {found->body, "in a group, Flyway refuses this file or runs the others without a transaction, too"});
    }
    return each_statement(text, additions);
}

// The file with what Flyway puts into it, in comments and texts too, behind what it sets in its session.
void fill(Migration& migration, const FlywayConfiguration& configuration, bool replaces, const std::string& before) {
    const std::string opening = configuration.text("placeholderPrefix", "${");
    const std::string closing = configuration.text("placeholderSuffix", "}");
    const bool has_some = replaces && !closing.empty() && migration.text.find(opening) != std::string::npos;
    if (before.empty() && !has_some && !migration.text.starts_with(byte_order_mark)) return;
    const auto value = [&](std::string_view name) { return configuration.value(name, migration.path); };
    migration.filled = filled(migration.text, has_some ? opening : std::string(), closing, value, before);
    for (const Filled::Unknown& one : migration.filled->unknown) {
        const std::string placeholder = one.placeholder.substr(0, one.placeholder.find('\n'));
        migration.not_run.push_back(
            {one.offset, formatted("the placeholder {} has no value", placeholder),
             "Give it by --placeholder NAME=VALUE or under [placeholders] in mana-guard.toml, or "
             "in Flyway's own flyway.toml or flyway.conf."});
    }
}

// B and V files by number, then R files by description.
bool runs_before(const FlywayName& a, const FlywayName& b) {
    const bool is_repeatable_a = a.sort == FlywaySort::Repeatable;
    const bool is_repeatable_b = b.sort == FlywaySort::Repeatable;
    if (is_repeatable_a != is_repeatable_b) return is_repeatable_b;
    return is_repeatable_a ? a.version < b.version : naturally_before(a.version, b.version);
}

// The files in their order, without those that the latest B file replaces: every V file up to its own version, and
// earlier B files.
std::vector<std::pair<FlywayName, std::string>> files_in_order(const Folder& folder,
                                                               const FlywayConfiguration& configuration) {
    std::vector<std::pair<FlywayName, std::string>> found;
    for (const std::string& file : folder.files()) {
        if (auto name = configuration.name_of(file)) found.emplace_back(std::move(*name), file);
    }
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return runs_before(a.first, b.first); });
    const auto baseline = std::ranges::find_if(found.rbegin(), found.rend(),
                                               [](const auto& one) { return one.first.sort == FlywaySort::Baseline; });
    if (baseline == found.rend()) return found;
    const std::string version_of_baseline = baseline->first.version;
    const std::string path_of_baseline = baseline->second;
    std::erase_if(found, [&](const auto& one) {
        return one.first.sort != FlywaySort::Repeatable && one.second != path_of_baseline &&
               !naturally_before(version_of_baseline, one.first.version);
    });
    return found;
}

std::vector<Migration> read(const Folder& folder) {
    const FlywayConfiguration configuration(folder);
    std::vector<Migration> found;
    for (const auto& [name, file] : files_in_order(folder, configuration)) {
        Migration migration{.path = file, .version = name.version, .text = folder.read(file), .batches = {}};
        std::string script = lower_case(folder.read_if_present(file + ".conf"));
        std::erase(script, ' ');
        const auto says = [&](std::string_view words) { return script.find(words) != std::string::npos; };
        const bool replaces = configuration.is("placeholderReplacement", true) && !says("placeholderreplacement=false");
        const std::string before = configuration.session(found.empty());
        fill(migration, configuration, replaces, before);
        const Shape shape{
            .has_none = says("executeintransaction=false") || !configuration.is("executeInTransaction", true),
            .has_one = says("executeintransaction=true"),
            .is_mixed = configuration.is("mixed", false),
            .is_grouped = configuration.is("group", false)};
        migration.batches = batches(shape, before.size(), migration);
        if (found.empty()) {
            for (const std::string& location : configuration.unread())
                migration.not_run.push_back({0, formatted("the migrations at the location {} are not read", location)});
            for (const std::string& setting : configuration.unread_settings_of()) {
                migration.not_run.push_back(
                    {0, formatted("Flyway's setting {} is not read, so what it would run is not known", setting),
                     "Give it in the environment, such as FLYWAY_LOCATIONS, or in flyway.toml or flyway.conf."});
            }
        }
        found.push_back(std::move(migration));
    }
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

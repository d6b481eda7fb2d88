#include "cli/selection.hpp"
#include "cli/failure.hpp"
#include "cli/flyway_settings.hpp"
#include "cli/git.hpp"
#include "cli/local_server.hpp"
#include "cli/prepare.hpp"
#include "cli/progress.hpp"
#include "formats/escapes.hpp"
#include "layouts/flyway_configuration.hpp"
#include "layouts/lines.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iostream>
#include <iterator>

namespace mana_guard::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* usual_folders[] = {
    "migrations",          "db/migrations", "drizzle", "prisma/migrations",
    "supabase/migrations", "db/migrate",    "sql",     "src/main/resources/db/migration"};

std::string prefix_of(const fs::path& folder) {
    const std::string path = folder.lexically_normal().generic_string();
    return path == "." || path.empty() ? "" : path.ends_with('/') ? path : path + "/";
}

const Layout& layout_of(const Options& options, const Folder& folder) {
    return options.layout.empty() ? recognised_layout(folder) : layout_named(options.layout);
}

// Whether the selection has the file.
bool has(const Selection& selection, const std::string& file) {
    return std::ranges::any_of(selection.migrations,
                               [&](const Migration& one) { return selection.folder + one.path == file; });
}

bool is_letter(const std::string& text, std::size_t at) {
    return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
}

// Whether the name has the word with no letter beside it.
bool has_word(const std::string& name, std::string_view word) {
    for (std::size_t at = name.find(word); at != std::string::npos; at = name.find(word, at + 1)) {
        if ((at == 0 || !is_letter(name, at - 1)) && !is_letter(name, at + word.size())) return true;
    }
    return false;
}

// In folders below, only SQL, and not what is a way back or a test.
bool is_stray(const Layout& layout, const std::string& file) {
    if (file.find('/') == std::string::npos) return looks_like_migration(file);
    constexpr std::string_view others[] = {"down", "undo", "revert", "rollback", "verify"};
    const std::string path = lower_case(file);
    const std::string name(file_name(path));
    if (layout.name == "prisma")
        return file_name(file) != "migration.sql" && name != "down.sql" && name.ends_with(".sql");
    return name.ends_with(".sql") && looks_like_migration(name) &&
           std::ranges::none_of(others, [&](std::string_view word) { return has_word(path, word); });
}

// What the tool of this layout runs besides its migrations: Flyway's callbacks, and Liquibase's files without its
// comments.
bool is_run_besides(const Layout& layout, const std::string& file) {
    if (!file.ends_with(".sql")) return false;
    if (layout.name == "liquibase") return true;
    const std::string name(file_name(file));
    return layout.name == "flyway" &&
           (name.starts_with("before") || name.starts_with("after") || name.starts_with("createSchema"));
}

// What the tools' own configuration says, and what was given for them. On a scratch server Flyway is its superuser.
Settings settings_for(const Options& options, const fs::path& folder) {
    Settings settings = flyway_settings(folder);
    const auto separator = settings.find("flyway.placeholderSeparator");
    const std::string own = "flyway" + (separator == settings.end() ? ":" : separator->second);
    if (options.url.empty()) {
        settings["flyway.placeholders." + own + "user"] = "postgres";
        settings["flyway.placeholders." + own + "database"] = options.image.empty() ? scratch_database : "postgres";
    }
    const auto give = [&](const std::string& name, const std::string& value) {
        const std::string key = "flyway.placeholders." + name;
        std::erase_if(settings, [&](const auto& one) { return lower_case(one.first) == lower_case(key); });
        settings[key] = value;
    };
    for (const auto& [name, value] : options.placeholders) give(name, value);
    for (const std::string& one : options.given_placeholders) {
        const std::size_t end = one.find('=');
        give(one.substr(0, end), one.substr(end + 1));
    }
    return settings;
}

// Where Flyway is told which names migrations have, files of other names aren't run, and are no plain SQL either.
void require_no_names_of_flyway(const Folder& folder, const fs::path& path) {
    for (const char* key :
         {"flyway.sqlMigrationPrefix", "flyway.sqlMigrationSeparator", "flyway.sqlMigrationSuffixes"}) {
        if (!folder.settings().contains(key)) continue;
        throw Failure(Exit::WrongUse,
                      formatted("no file in {} has a name that Flyway runs by its configuration", path.string()),
                      "Name another folder, or say --layout plain.");
    }
}

Selection of_folder(const Options& options, const fs::path& path) {
    const Folder folder(path, settings_for(options, path));
    const Layout& layout = layout_of(options, folder);
    if (layout.name == "plain" && options.layout.empty()) require_no_names_of_flyway(folder, path);
    const auto profiles = folder.settings().find(profile_settings);
    if (layout.name == "flyway" && profiles != folder.settings().end())
        remark(printable(formatted("Flyway's settings of Spring's profiles are not read: {}", profiles->second)));
    Selection selection{.layout = &layout, .folder = prefix_of(path), .migrations = layout.read(folder)};
    for (const std::string& file : folder.files()) {
        if ((is_stray(layout, file) || is_run_besides(layout, file)) && !has(selection, selection.folder + file)) {
            selection.strays.push_back(selection.folder + file);
        }
    }
    return selection;
}

Migration alone(const Layout& layout, std::string path, std::string text) {
    Migration migration{.path = std::move(path), .version = {}, .text = std::move(text), .batches = {}};
    skip_byte_order_mark(migration);
    migration.batches = each_statement(migration.run_text(), layout.additions);
    return migration;
}

// A file belongs to the layout of its folder or of the one above, whose files are then all run. Without a layout only
// the file itself is.
Selection of_file(const Options& options, const fs::path& file) {
    const std::string path = file.lexically_normal().generic_string();
    const fs::path parent = file.has_parent_path() ? file.parent_path() : fs::path(".");
    for (const fs::path& folder : {parent, parent / ".."}) {
        Selection whole;
        try {
            whole = of_folder(options, folder.lexically_normal());
        } catch (const LayoutError&) {
            // The folder above may be anything.
            if (folder == parent) throw;
        }
        if (whole.layout == nullptr || whole.layout->name == "plain" || !has(whole, path)) continue;
        for (const Migration& one : whole.migrations) {
            if (whole.folder + one.path != path) whole.unreported.insert(whole.folder + one.path);
        }
        return whole;
    }
    const Layout& layout = layout_named("plain");
    return {.layout = &layout, .migrations = {alone(layout, path, text_of_file(path))}};
}

Selection of_input(const Options& options) {
    const Layout& layout = layout_named(options.layout.empty() ? "plain" : options.layout);
    // What its tool would leave out, or put in, can't be told without the folder.
    if (layout.name != "plain") {
        throw Failure(Exit::WrongUse,
                      formatted("standard input is read as plain SQL, not as {} reads its files", layout.name),
                      "Save it among the other migrations and name that file, or say --layout plain.");
    }
    std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
    // What was to write it has failed, and the shell of a pipe doesn't say so.
    if (trimmed(text).empty()) throw Failure(Exit::WrongUse, "there is nothing on standard input");
    return {.layout = &layout,
            .migrations = {alone(layout, options.stdin_name.empty() ? "stdin" : options.stdin_name, std::move(text))}};
}

void narrow(const Options& options, Selection& selection) {
    std::set<std::string> changed;
    if (!options.since.empty())
        changed = changed_since(options.since, selection.folder.empty() ? "." : selection.folder);
    if (!options.since.empty()) {
        std::erase_if(selection.strays,
                      [&](const std::string& path) { return !changed.contains(path.substr(selection.folder.size())); });
    }
    bool is_after = options.after.empty();
    std::size_t before = 0;
    for (const Migration& one : selection.migrations) {
        const bool is_changed = options.since.empty() || changed.contains(one.path);
        const std::string path = selection.folder + one.path;
        if (!is_changed || !is_after) selection.unreported.insert(path);
        before += is_after ? 0 : 1;
        is_after |= one.version == options.after || one.path == options.after || path == options.after;
    }
    // What a baseline was taken after is in it.
    if (is_after && !options.baseline.empty()) {
        const auto rest = selection.migrations.begin() + static_cast<std::ptrdiff_t>(before);
        std::for_each(selection.migrations.begin(), rest,
                      [&](const Migration& one) { selection.unreported.erase(selection.folder + one.path); });
        selection.migrations.erase(selection.migrations.begin(), rest);
    }
    if (!is_after) {
        throw Failure(Exit::WrongUse, formatted("there is no migration of version {}", options.after),
                      "mana-guard lint --show-files lists the versions.");
    }
}

// What isn't reported was deployed before, and not in one transaction with what is.
void part_from_reported(Selection& selection) {
    for (Migration& one : selection.migrations) {
        if (!selection.unreported.contains(selection.folder + one.path)) continue;
        for (Batch& batch : one.batches) {
            if (batch.transaction == Transaction::Shared) batch.transaction = Transaction::Own;
        }
    }
}

void find_doubled(Selection& selection) {
    std::set<std::string> versions;
    for (const Migration& one : selection.migrations) {
        if (!one.version.empty() && !versions.insert(one.version).second)
            selection.doubled.push_back(selection.folder + one.path);
    }
}

// Merges the files without a layout into one selection, in their order.
void add(std::vector<Selection>& selections, Selection one) {
    const auto same = std::ranges::find_if(
        selections, [&](const Selection& other) { return other.folder == one.folder && other.layout == one.layout; });
    if (same == selections.end()) return selections.push_back(std::move(one));
    if (one.folder.empty() && one.layout->name == "plain") {
        std::ranges::move(one.migrations, std::back_inserter(same->migrations));
        return;
    }
    // The same folder twice: what either reports.
    std::erase_if(same->unreported, [&](const std::string& path) { return !one.unreported.contains(path); });
}

bool is_inside(const fs::path& inner, const fs::path& outer) {
    const fs::path relative = inner.lexically_relative(outer);
    return !relative.empty() && *relative.begin() != "..";
}

// The folders of Flyway's locations.
std::vector<fs::path> folders_of_flyway() {
    std::vector<fs::path> found;
    for (FlywayLocation& one : flyway_locations(flyway_settings("."))) {
        if (!one.folder.empty()) found.push_back(std::move(one.folder));
    }
    return found;
}

fs::path common_folder(const std::vector<fs::path>& folders) {
    fs::path common = folders.front();
    for (const fs::path& folder : folders) {
        while (!is_inside(folder, common)) common = common.parent_path();
    }
    return common;
}

bool has_sql(const fs::path& folder) {
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (at->path().extension() == ".sql") return true;
    }
    return false;
}

// Where migrations are if nobody says it: Flyway's locations or one of the usual folders. Two aren't chosen from, since
// the other would not be judged.
std::string usual_path() {
    std::error_code error;
    const std::vector<fs::path> flyway = folders_of_flyway();
    std::vector<std::string> found;
    if (!flyway.empty()) found.push_back(fs::relative(common_folder(flyway), error).string());
    for (const char* folder : usual_folders) {
        const fs::path whole = fs::weakly_canonical(folder, error);
        const bool is_location = std::ranges::any_of(
            flyway, [&](const fs::path& one) { return is_inside(whole, one) || is_inside(one, whole); });
        if (!is_location && has_sql(folder)) found.emplace_back(folder);
    }
    if (found.size() > 1) {
        throw Failure(
            Exit::WrongUse, formatted("there is SQL in {} and in {}", found[0], found[1]),
            formatted("Say where the migrations are: mana-guard lint {}, or migrations in mana-guard.toml.", found[0]));
    }
    return found.empty() ? "." : found[0];
}

}  // namespace

// But for the ways back.
bool looks_like_migration(const std::string& file) {
    constexpr std::string_view endings[] = {".sql", ".psql", ".pgsql", ".ddl", ".go",   ".js", ".mjs",
                                            ".cjs", ".ts",   ".rb",    ".py",  ".java", ".kt", ".php"};
    constexpr std::string_view back[] = {"down", "undo", "revert", "rollback"};
    const std::string name = lower_case(file);
    const bool is_version =
        std::isdigit(static_cast<unsigned char>(name.front())) != 0 ||
        (name.size() > 1 && name.front() == 'v' && std::isdigit(static_cast<unsigned char>(name[1])) != 0);
    return is_version && name.find('/') == std::string::npos &&
           std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); }) &&
           std::ranges::none_of(back, [&](std::string_view word) { return has_word(name, word); });
}

std::vector<Selection> selected(const Options& options) {
    std::vector<std::string> paths = options.paths;
    std::error_code error;
    if (paths.empty()) paths.push_back(usual_path());
    std::vector<Selection> selections;
    for (const std::string& path : paths) {
        if (path != "-" && !fs::exists(path, error)) throw Failure(Exit::WrongUse, formatted("there is no {}", path));
        try {
            const bool is_folder = path != "-" && fs::is_directory(path, error);
            add(selections, path == "-" ? of_input(options)
                            : is_folder ? of_folder(options, path)
                                        : of_file(options, path));
        } catch (const LayoutError& fault) {
            throw Failure(Exit::WrongUse, fault.what(), fault.hint());
        }
    }
    for (Selection& selection : selections) {
        if (selection.migrations.empty()) {
            throw Failure(Exit::WrongUse,
                          formatted("there are no migrations in {}", selection.folder.empty() ? "." : selection.folder),
                          "Name the folder in which they are.");
        }
        narrow(options, selection);
        part_from_reported(selection);
        find_doubled(selection);
    }
    return selections;
}

}  // namespace mana_guard::cli

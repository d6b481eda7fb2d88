#include "layouts/flyway_configuration.hpp"
#include "layouts/lines.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

namespace mana_guard {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> listed_values(std::string_view list) {
    std::vector<std::string> values;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        if (const std::string_view value = trimmed(list.substr(0, end)); !value.empty()) values.emplace_back(value);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return values;
}

std::string as_name(std::string_view name) {
    std::string result = "\"";
    for (const char c : name) result += c == '"' ? "\"\"" : std::string(1, c);
    return result + '"';
}

std::string now() {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    std::array<char, sizeof "2026-01-01 00:00:00"> written{};
    const std::size_t size =
        std::strftime(written.data(), written.size(), "%Y-%m-%d %H:%M:%S", ::localtime_r(&seconds, &parts));
    return {written.data(), size};
}

bool is_inside(const fs::path& path, const fs::path& folder) {
    const fs::path relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

FlywayConfiguration::FlywayConfiguration(const Folder& folder)
    : settings_(folder.settings()), suffixes_(listed_values(text("sqlMigrationSuffixes", ".sql"))) {
    find_locations(folder.root());
}

std::string FlywayConfiguration::text(std::string_view key, std::string_view otherwise) const {
    const auto found = settings_.find(formatted("flyway.{}", key));
    return found == settings_.end() ? std::string(otherwise) : found->second;
}

bool FlywayConfiguration::is(std::string_view key, bool otherwise) const {
    return lower_case(text(key, otherwise ? "true" : "false")) == "true";
}

std::optional<FlywayName> FlywayConfiguration::name_of(std::string_view path) const {
    std::string_view name = file_name(path);
    const auto suffix = std::ranges::find_if(suffixes_, [&](const std::string& one) { return name.ends_with(one); });
    if (suffix == suffixes_.end() || !is_at_location(path)) return std::nullopt;
    name.remove_suffix(suffix->size());
    const auto [prefix, sort] = prefix_of_name(name);
    if (!sort) return std::nullopt;
    name.remove_prefix(prefix.size());
    const std::string separator = text("sqlMigrationSeparator", "__");
    const std::size_t at = name.find(separator);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view description = name.substr(at + separator.size());
    if (*sort == FlywaySort::Repeatable)
        return at == 0 ? std::optional(FlywayName{*sort, std::string(description)}) : std::nullopt;
    std::string number(name.substr(0, at));
    std::ranges::replace(number, '_', '.');
    if (number.empty() || number.find_first_not_of("0123456789.") != std::string::npos) return std::nullopt;
    return FlywayName{*sort, number};
}

std::string FlywayConfiguration::session(bool is_first) const {
    std::string sql = text("initSql");
    if (!sql.empty()) sql += ";\n";
    std::vector<std::string> made = schemas();
    const std::string first = text("defaultSchema", made.empty() ? "" : made.front());
    if (first.empty()) return sql;
    if (std::ranges::find(made, first) == made.end()) made.push_back(first);
    if (is_first && is("createSchemas", true)) {
        for (const std::string& schema : made) sql += formatted("CREATE SCHEMA IF NOT EXISTS {};\n", as_name(schema));
    }
    return sql + formatted("SET search_path = {}, \"$user\", public;\n", as_name(first));
}

std::optional<std::string> FlywayConfiguration::value(std::string_view name, std::string_view path) const {
    const std::string key = lower_case(formatted("flyway.placeholders.{}", name));
    for (const auto& [setting, found] : settings_) {
        if (lower_case(setting) == key) return found;
    }
    const std::string own = "flyway" + text("placeholderSeparator", ":");
    if (!name.starts_with(own)) return std::nullopt;
    name.remove_prefix(own.size());
    const std::vector<std::string> all = schemas();
    if (name == "defaultSchema") return text("defaultSchema", all.empty() ? "public" : all.front());
    if (name == "schemas") return joined(std::vector<std::string_view>(all.begin(), all.end()), ",");
    if (name == "table") return text("table", "flyway_schema_history");
    if (name == "environment") return text("environment", "default");
    if (name == "filename") return std::string(file_name(path));
    return name == "timestamp" ? std::optional(now()) : std::nullopt;
}

std::vector<std::string> FlywayConfiguration::unread_settings_of() const {
    std::vector<std::string> found;
    const auto all = settings_.find(unread_settings);
    if (all == settings_.end()) return found;
    for (const TextLine& line : lines_of(all->second)) found.emplace_back(line.text);
    return found;
}

// The longest one with which the name begins.
FlywayConfiguration::Prefix FlywayConfiguration::prefix_of_name(std::string_view name) const {
    Prefix prefixes[] = {{text("sqlMigrationPrefix", "V"), FlywaySort::Versioned},
                         {text("repeatableSqlMigrationPrefix", "R"), FlywaySort::Repeatable},
                         {text("baselineMigrationPrefix", "B"), FlywaySort::Baseline},
                         {text("undoSqlMigrationPrefix", "U"), std::nullopt}};
    std::ranges::stable_sort(prefixes, std::ranges::greater(), [](const Prefix& one) { return one.first.size(); });
    const auto* const found =
        std::ranges::find_if(prefixes, [&](const Prefix& one) { return name.starts_with(one.first); });
    return found == std::end(prefixes) ? Prefix() : *found;
}

std::vector<std::string> FlywayConfiguration::schemas() const {
    return listed_values(text("schemas"));
}

std::vector<FlywayLocation> flyway_locations(const Settings& settings) {
    const auto setting = [&](const char* key) {
        const auto found = settings.find(key);
        return found == settings.end() ? std::string() : found->second;
    };
    std::error_code error;
    const fs::path base = setting("flyway.workingDirectory");
    std::vector<FlywayLocation> found;
    for (std::string& location : listed_values(setting("flyway.locations"))) {
        const std::size_t colon = location.find(':');
        const std::string kind = colon == std::string::npos ? "classpath" : location.substr(0, colon);
        const std::string path = colon == std::string::npos ? location : location.substr(colon + 1);
        const fs::path folder =
            fs::weakly_canonical((kind == "classpath" ? base / "src/main/resources" : base) / path, error);
        const bool is_of_files = kind == "filesystem" || kind == "classpath";
        const bool is_known = is_of_files && fs::is_directory(folder, error);
        found.push_back({std::move(location), is_known ? folder : fs::path(), is_of_files});
    }
    return found;
}

// Where one of them isn't known, or has the whole folder in it, a file may be anywhere.
void FlywayConfiguration::find_locations(const fs::path& root) {
    std::error_code error;
    const fs::path here = fs::weakly_canonical(root, error);
    bool is_anywhere = false;
    for (const FlywayLocation& location : flyway_locations(settings_)) {
        if (!location.is_of_files) unread_.push_back(location.name);
        is_anywhere |= location.folder.empty() || is_inside(here, location.folder);
        if (is_inside(location.folder, here))
            locations_.push_back(location.folder.lexically_relative(here).generic_string() + "/");
    }
    if (is_anywhere) locations_.clear();
}

bool FlywayConfiguration::is_at_location(std::string_view path) const {
    return locations_.empty() ||
           std::ranges::any_of(locations_, [&](const std::string& one) { return path.starts_with(one); });
}

}  // namespace mana_guard

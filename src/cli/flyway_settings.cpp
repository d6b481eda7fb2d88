#include "cli/flyway_settings.hpp"
#include "cli/failure.hpp"
#include "cli/flyway_elsewhere.hpp"
#include "cli/prepare.hpp"
#include "layouts/flyway_configuration.hpp"
#include "layouts/lines.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <toml++/toml.h>
#include <unistd.h>

namespace mana_guard::cli {
namespace {

// The value with variables of the environment in it; nothing if one of them isn't set, or is none.
std::optional<std::string> expanded(std::string_view value, std::string_view before_name) {
    std::string result;
    while (true) {
        const std::size_t begin = value.find("${");
        const std::size_t end = begin == std::string_view::npos ? begin : value.find('}', begin);
        if (end == std::string_view::npos) return result + std::string(value);
        std::string_view name = value.substr(begin + 2, end - begin - 2);
        if (!name.starts_with(before_name)) return std::nullopt;
        name.remove_prefix(before_name.size());
        const char* const found = std::getenv(std::string(name).c_str());
        if (found == nullptr) return std::nullopt;
        result += std::string(value.substr(0, begin)) + found;
        value.remove_prefix(end + 1);
    }
}

void set(Settings& settings, const std::string& name, std::string_view value, std::string_view before_name) {
    if (auto found = expanded(value, before_name)) {
        settings[name] = std::move(*found);
    } else {
        settings.erase(name);
    }
}

// Lines name=value or name: value. A backslash at the end continues a line.
Settings settings_of_conf(const std::string& file) {
    Settings settings;
    std::string whole;
    for (const TextLine& line : lines_of(file)) {
        if (whole.empty() && (line.text.starts_with('#') || line.text.starts_with('!'))) continue;
        whole += line.text;
        if (whole.ends_with('\\')) {
            whole.pop_back();
            continue;
        }
        const std::size_t end = whole.find_first_of("=:");
        if (end != std::string::npos) {
            const std::string_view text = whole;
            set(settings, std::string(trimmed(text.substr(0, end))), trimmed(text.substr(end + 1)), "");
        }
        whole.clear();
    }
    return settings;
}

// The texts, numbers and lists of a table, and of its table of placeholders.
void add_table(Settings& settings, const toml::table& table, const std::string& prefix) {
    const auto text_of = [](const toml::node& node) {
        if (const auto flag = node.value_exact<bool>()) return std::string(*flag ? "true" : "false");
        return node.value<std::string>().value_or(std::to_string(node.value_or(std::int64_t{0})));
    };
    for (const auto& [key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (const toml::array* const list = node.as_array()) {
            std::string all;
            for (const toml::node& one : *list) all += (all.empty() ? "" : ",") + text_of(one);
            set(settings, name, all, "env.");
        } else if (node.is_table()) {
            if (key.str() == "placeholders") add_table(settings, *node.as_table(), name + ".");
        } else {
            set(settings, name, text_of(node), "env.");
        }
    }
}

// An environment's own settings win over those of all.
void add_toml(Settings& settings, const std::filesystem::path& file) {
    try {
        const toml::table document = toml::parse(text_of_file(file.string()));
        if (const toml::table* const general = document["flyway"].as_table()) add_table(settings, *general, "flyway.");
        const auto chosen = settings.find("flyway.environment");
        const std::string name = chosen == settings.end() ? "default" : chosen->second;
        if (const toml::table* const environment = document["environments"][name].as_table()) {
            add_table(settings, *environment, "flyway.");
            if (const toml::table* const own = (*environment)["flyway"].as_table())
                add_table(settings, *own, "flyway.");
        }
    } catch (const toml::parse_error& fault) {
        throw Failure(Exit::WrongUse,
                      formatted("{}:{}: {}", file.string(), fault.source().begin.line, fault.description()));
    }
}

// "FLYWAY_SQL_MIGRATION_PREFIX" as "flyway.sqlMigrationPrefix". Names of placeholders know no case.
std::string setting_of_variable(std::string_view name) {
    constexpr std::string_view placeholders = "FLYWAY_PLACEHOLDERS_";
    if (name.starts_with(placeholders)) return "flyway.placeholders." + lower_case(name.substr(placeholders.size()));
    std::string key = "flyway.";
    name.remove_prefix(std::string_view("FLYWAY_").size());
    bool is_start = false;
    for (const char c : name) {
        if (c != '_') key += is_start ? std::string(1, c) : lower_case({&c, 1});
        is_start = c == '_';
    }
    return key;
}

// The environment wins over files.
void add_environment(Settings& settings) {
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text = *variable;
        const std::size_t end = text.find('=');
        if (!text.starts_with("FLYWAY_") || end == std::string_view::npos) continue;
        const std::string name = setting_of_variable(text.substr(0, end));
        std::erase_if(settings, [&](const auto& one) { return lower_case(one.first) == lower_case(name); });
        settings[name] = text.substr(end + 1);
    }
}

// What starts Flyway has its own settings for it. Those that aren't known, and that nothing else gives, are listed.
void add_elsewhere(Settings& settings, const std::filesystem::path& project) {
    FlywayElsewhere elsewhere = flyway_elsewhere(project);
    if (!elsewhere.settings.empty()) settings.try_emplace("flyway.workingDirectory", project.string());
    settings.merge(elsewhere.settings);
    for (const std::string& one : elsewhere.unread) {
        if (settings.contains("flyway." + one.substr(0, one.find(' ')))) continue;
        std::string& all = settings[unread_settings];
        all += (all.empty() ? "" : "\n") + one;
    }
    for (const std::string& file : elsewhere.profiles) {
        std::string& all = settings[profile_settings];
        all += (all.empty() ? "" : ", ") + file;
    }
}

// Of flyway.toml or flyway.conf.
Settings settings_of_files(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code error;
    for (fs::path above = fs::weakly_canonical(folder, error); !above.empty(); above = above.parent_path()) {
        Settings settings;
        for (const char* name : {"flyway.toml", "flyway.user.toml"}) {
            if (fs::exists(above / name, error)) add_toml(settings, above / name);
        }
        if (settings.empty() && fs::exists(above / "flyway.conf", error))
            settings = settings_of_conf(text_of_file((above / "flyway.conf").string()));
        if (!settings.empty()) {
            settings.try_emplace("flyway.workingDirectory", above.string());
            return settings;
        }
        if (fs::exists(above / ".git", error) || above == above.parent_path()) break;
    }
    return {};
}

// The nearest folder above that a program which starts Flyway works in.
std::optional<std::filesystem::path> project_of(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code error;
    for (fs::path above = fs::weakly_canonical(folder, error); !above.empty(); above = above.parent_path()) {
        for (const char* mark : {"pom.xml", "build.gradle", "build.gradle.kts", "src/main/resources"}) {
            if (fs::exists(above / mark, error)) return above;
        }
        if (fs::exists(above / ".git", error) || above == above.parent_path()) break;
    }
    return std::nullopt;
}

}  // namespace

Settings flyway_settings(const std::filesystem::path& folder) {
    Settings settings = settings_of_files(folder);
    add_environment(settings);
    if (const auto project = project_of(folder)) add_elsewhere(settings, *project);
    std::error_code error;
    if (!settings.empty())
        settings.try_emplace("flyway.workingDirectory", std::filesystem::current_path(error).string());
    return settings;
}

}  // namespace mana_guard::cli

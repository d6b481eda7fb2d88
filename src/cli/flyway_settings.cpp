#include "cli/flyway_settings.hpp"
#include "cli/failure.hpp"
#include "cli/prepare.hpp"
#include "layouts/lines.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <toml++/toml.h>

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

}  // namespace

Settings flyway_settings(const std::filesystem::path& folder) {
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

}  // namespace mana_guard::cli

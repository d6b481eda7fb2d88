#include "cli/config.hpp"
#include "cli/failure.hpp"
#include "policy/params_reader.hpp"
#include "text/formatted.hpp"
#include "text/nearest.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include <toml++/toml.h>

namespace mana_guard::cli {
namespace {

namespace fs = std::filesystem;

enum class Kind { Text, Path, Number, Texts, Paths };

struct Key {
    std::string_view name;  // with its table: "scratch.image"
    std::string_view flag;  // that wins over it
    Kind kind;
    void (*set)(Options& options, const std::vector<std::string>& values);
};

constexpr std::array keys = {
    Key{"migrations", "PATH", Kind::Paths, [](Options& o, const std::vector<std::string>& v) { o.paths = v; }},
    Key{"layout", "--layout", Kind::Text, [](Options& o, const std::vector<std::string>& v) { o.layout = v.at(0); }},
    Key{"policy", "--policy", Kind::Path, [](Options& o, const std::vector<std::string>& v) { o.policy = v.at(0); }},
    Key{"profile", "--profile", Kind::Text, [](Options& o, const std::vector<std::string>& v) { o.profile = v.at(0); }},
    Key{"baseline", "--baseline", Kind::Path,
        [](Options& o, const std::vector<std::string>& v) { o.baseline = v.at(0); }},
    Key{"fail_on", "--fail-on", Kind::Text, [](Options& o, const std::vector<std::string>& v) { o.fail_on = v.at(0); }},
    Key{"format", "--format", Kind::Texts, [](Options& o, const std::vector<std::string>& v) { o.formats = v; }},
    Key{"manual", "", Kind::Text, [](Options& o, const std::vector<std::string>& v) { o.manual = v.at(0); }},
    Key{"pg_version", "--pg-version", Kind::Number,
        [](Options& o,
           const std::vector<std::string>& v) { o.pg_version = static_cast<unsigned>(std::stoul(v.at(0))); }},
    Key{"scratch.image", "--image", Kind::Text,
        [](Options& o, const std::vector<std::string>& v) { o.image = v.at(0); }},
    Key{"scratch.before", "", Kind::Paths, [](Options& o, const std::vector<std::string>& v) { o.before = v; }},
    Key{"run.command", "COMMAND", Kind::Texts, [](Options& o, const std::vector<std::string>& v) { o.command = v; }},
};

fs::path found_upward() {
    std::error_code error;
    for (fs::path folder = fs::current_path(error); !folder.empty(); folder = folder.parent_path()) {
        if (fs::exists(folder / "mana-guard.toml", error)) return folder / "mana-guard.toml";
        if (fs::exists(folder / ".git", error) || folder == folder.parent_path()) break;
    }
    return {};
}

fs::path config_path(const Options& options) {
    if (!options.config.empty()) return options.config;
    const char* variable = std::getenv("MANA_GUARD_CONFIG");
    return variable != nullptr && *variable != '\0' ? fs::path(variable) : found_upward();
}

bool is_given(const CLI::App& command, std::string_view flag) {
    const CLI::Option* option = flag.empty() ? nullptr : command.get_option_no_throw(std::string(flag));
    return option != nullptr && option->count() > 0;
}

Failure wrong_value(const fs::path& file, std::string_view name, std::string_view expected) {
    return {Exit::WrongUse, formatted("{}: {} must be {}", file.string(), name, expected)};
}

// The key's values as texts; paths relative to the file's folder.
std::vector<std::string> values_of(const toml::node& node, const Key& key, const fs::path& file) {
    std::vector<std::string> values;
    const bool is_list = key.kind == Kind::Texts || key.kind == Kind::Paths;
    const bool is_path = key.kind == Kind::Path || key.kind == Kind::Paths;
    const auto add = [&](const toml::node& value) {
        const auto text = value.value_exact<std::string>();
        if (!text) throw wrong_value(file, key.name, is_list ? "a list of strings" : "a string");
        values.push_back(is_path ? (file.parent_path() / *text).lexically_normal().string() : *text);
    };
    if (key.kind == Kind::Number) {
        const auto number = node.value_exact<std::int64_t>();
        constexpr std::int64_t most = 1000;
        if (!number || *number < 1 || *number > most)
            throw wrong_value(file, key.name, "a major version of PostgreSQL");
        values.push_back(std::to_string(*number));
    } else if (is_list && node.is_array()) {
        for (const toml::node& value : *node.as_array()) add(value);
    } else {
        add(node);
    }
    return values;
}

class Reader {
  public:
    Reader(const CLI::App& command, Options& options, fs::path file)
        : command_(command), options_(options), file_(std::move(file)) {}

    void read(const toml::table& table, const std::string& prefix) {
        for (const auto& [key, node] : table) {
            const std::string name = prefix + std::string(key.str());
            if (prefix.empty() && node.is_table() && (name == "scratch" || name == "run")) {
                read(*node.as_table(), name + ".");
            } else if (name == "placeholders" && node.is_table()) {
                read_placeholders(*node.as_table());
            } else {
                read_key(name, node);
            }
        }
    }

  private:
    void read_placeholders(const toml::table& table) {
        for (const auto& [key, node] : table) {
            const auto value = node.value<std::string>();
            if (!value) throw wrong_value(file_, formatted("placeholders.{}", key.str()), "a string");
            options_.placeholders[std::string(key.str())] = *value;
        }
    }

    void read_key(const std::string& name, const toml::node& node) {
        const auto* const key = std::ranges::find(keys, name, &Key::name);
        if (key == keys.end()) {
            std::vector<std::string_view> names;
            names.reserve(keys.size() + 1);
            for (const Key& known : keys) names.push_back(known.name);
            names.emplace_back("placeholders");
            throw Failure(Exit::WrongUse, formatted("{}: there is no key {}", file_.string(), name),
                          nearest_hint(name, names, formatted("The keys are {}.", joined(names, ", "))));
        }
        const std::vector<std::string> values = values_of(node, *key, file_);
        if (!is_given(command_, key->flag)) key->set(options_, values);
    }

    const CLI::App& command_;
    Options& options_;
    fs::path file_;
};

}  // namespace

std::string read_config(const CLI::App& command, Options& options) {
    const fs::path file = config_path(options);
    std::error_code error;
    if (!file.empty()) {
        try {
            Reader(command, options, file).read(toml::parse_file(file.string()), "");
        } catch (const toml::parse_error& fault) {
            throw Failure(Exit::WrongUse,
                          formatted("{}:{}: {}", file.string(), fault.source().begin.line, fault.description()));
        }
    }
    const fs::path document = file.parent_path() / "mana-guard.json";
    if (options.policy.empty() && fs::exists(document, error)) options.policy = document.string();
    return file.string();
}

std::string shown_config(const Options& options, const std::string& path) {
    std::string text = path.empty() ? "# no mana-guard.toml\n" : "# " + path + "\n";
    const auto add = [&text](std::string_view name, std::string_view value) {
        if (!value.empty()) text += formatted("{} = {}\n", name, value);
    };
    const auto quoted = [](const std::string& value) { return value.empty() ? value : json_string(value); };
    const auto list = [](const std::vector<std::string>& values) {
        return values.empty() ? std::string() : json_array(values);
    };
    add("migrations", list(options.paths));
    add("layout", quoted(options.layout));
    add("policy", quoted(options.policy));
    add("profile", quoted(options.profile));
    add("manual", quoted(options.manual));
    add("baseline", quoted(options.baseline));
    add("fail_on", quoted(options.fail_on));
    add("format", list(options.formats));
    if (options.pg_version != 0) add("pg_version", std::to_string(options.pg_version));
    add("scratch.image", quoted(options.image));
    add("scratch.before", list(options.before));
    add("run.command", list(options.command));
    for (const auto& [name, value] : options.placeholders) add("placeholders." + json_string(name), json_string(value));
    return text;
}

}  // namespace mana_guard::cli

#include "cli/flyway_elsewhere.hpp"
#include "cli/prepare.hpp"
#include "layouts/lines.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace mana_guard::cli {
namespace {

namespace fs = std::filesystem;

// Those that decide which files are run, and in which order, schema and transaction. A placeholder without a value is
// reported where it stands.
constexpr std::array<std::string_view, 17> deciding = {"locations",
                                                       "sqlMigrationPrefix",
                                                       "repeatableSqlMigrationPrefix",
                                                       "baselineMigrationPrefix",
                                                       "undoSqlMigrationPrefix",
                                                       "sqlMigrationSeparator",
                                                       "sqlMigrationSuffixes",
                                                       "schemas",
                                                       "defaultSchema",
                                                       "createSchemas",
                                                       "initSql",
                                                       "group",
                                                       "mixed",
                                                       "executeInTransaction",
                                                       "placeholderReplacement",
                                                       "placeholderPrefix",
                                                       "placeholderSuffix"};

bool is_deciding(std::string_view key) {
    return std::ranges::find(deciding, key) != deciding.end();
}

// Spring's "init-sqls" as "initSql".
std::string camel_case(std::string_view name) {
    if (name == "init-sqls" || name == "initSqls") return "initSql";
    std::string result;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool is_start = name[i] == '-' && i + 1 < name.size();
        if (is_start) ++i;
        result += is_start ? static_cast<char>(std::toupper(static_cast<unsigned char>(name[i]))) : name[i];
    }
    return result;
}

// A value by the path of its names: "spring.flyway.locations", or "spring.flyway.locations[0]".
using Found = std::vector<std::pair<std::string, std::optional<std::string>>>;

// Lines name=value or name: value. A backslash at the end continues a line. Nothing is known of what follows #---,
// which is another document, with conditions.
Found properties_in(const std::string& text) {
    Found found;
    std::string whole;
    bool is_first = true;
    for (const TextLine& line : lines_of(text)) {
        is_first &= !line.text.starts_with("#---");
        if (whole.empty() && (line.text.starts_with('#') || line.text.starts_with('!'))) continue;
        whole += trimmed(line.text);
        if (whole.ends_with('\\')) {
            whole.pop_back();
            continue;
        }
        const std::size_t end = whole.find_first_of("=: ");
        if (end != std::string::npos) {
            std::string_view value = trimmed(std::string_view(whole).substr(end));
            if (value.starts_with('=') || value.starts_with(':')) value = trimmed(value.substr(1));
            const bool is_known = is_first && value.find('\\') == std::string_view::npos;
            found.emplace_back(whole.substr(0, end), is_known ? std::optional(std::string(value)) : std::nullopt);
        }
        whole.clear();
    }
    return found;
}

// A plain or quoted scalar; nothing for what only a reader of YAML understands.
std::optional<std::string> scalar_of(std::string_view text) {
    if (text.starts_with('\'') || text.starts_with('"')) {
        const std::size_t end = text.find(text.front(), 1);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view rest = trimmed(text.substr(end + 1));
        const std::string_view value = text.substr(1, end - 1);
        const bool is_plain = (rest.empty() || rest.starts_with('#')) && value.find('\\') == std::string_view::npos;
        return is_plain ? std::optional(std::string(value)) : std::nullopt;
    }
    constexpr std::string_view special = "{[&*!|>%@`";
    if (!text.empty() && special.find(text.front()) != std::string_view::npos) return std::nullopt;
    return std::string(trimmed(text.substr(0, text.find(" #"))));
}

// The scalars of a text of YAML by their paths, as far as it has blocks of mappings and lists.
class YamlReader {
  public:
    Found read(const std::string& text) {
        for (const TextLine& line : lines_of(text)) {
            const std::string_view words = trimmed(line.text);
            const std::size_t indent = text.find_first_not_of(' ', line.begin) - line.begin;
            if (words.empty() || words.starts_with('#')) continue;
            if (line.text.starts_with("---")) {
                is_first_ &= found_.empty();
                path_.clear();
                continue;
            }
            // What a scalar of several lines has, or goes on with.
            if (!path_.empty() && path_.back().is_scalar && indent > path_.back().indent && !words.starts_with("- ")) {
                if (!found_.empty()) found_.back().second.reset();
                continue;
            }
            words.starts_with("- ") || words == "-" ? add_item(words.substr(1), indent) : add_key(words, indent);
        }
        return std::move(found_);
    }

  private:
    struct Name {
        std::size_t indent;
        std::string text;
        bool is_scalar;
    };

    void add_item(std::string_view words, std::size_t indent) {
        while (!path_.empty() && path_.back().indent > indent) path_.pop_back();
        add(whole_path(), scalar_of(trimmed(words)));
    }

    void add_key(std::string_view words, std::size_t indent) {
        while (!path_.empty() && path_.back().indent >= indent) path_.pop_back();
        const std::size_t colon = words.find(':');
        if (colon == std::string_view::npos) return add(whole_path(), std::nullopt);
        const auto name = scalar_of(words.substr(0, colon));
        const std::string_view value = trimmed(words.substr(colon + 1));
        const bool has_value = !value.empty() && !value.starts_with('#');
        path_.push_back({indent, name.value_or("?"), has_value});
        if (has_value) add(whole_path(), scalar_of(value));
    }

    void add(std::string path, std::optional<std::string> value) {
        if (!is_first_) value.reset();
        found_.emplace_back(std::move(path), std::move(value));
    }

    [[nodiscard]] std::string whole_path() const {
        std::string text;
        for (const Name& name : path_) text += (text.empty() ? "" : ".") + name.text;
        return text;
    }

    std::vector<Name> path_;
    Found found_;
    bool is_first_ = true;
};

// The setting that Spring's name is about, with placeholders.x as it is; nothing for others.
std::optional<std::string> setting_named(std::string_view path) {
    constexpr std::string_view beginning = "spring.flyway.";
    if (!path.starts_with(beginning)) return std::nullopt;
    path.remove_prefix(beginning.size());
    path = path.substr(0, path.find('['));
    return path.starts_with("placeholders.") ? std::string(path) : camel_case(path);
}

void add_spring(const Found& found, const std::string& file, FlywayElsewhere& elsewhere) {
    std::set<std::string> seen;
    for (const auto& [path, given] : found) {
        // A mapping that only a reader of YAML understands, which may have anything.
        const bool is_whole = (path == "spring" || path == "spring.flyway") && !given;
        if (is_whole) elsewhere.unread.insert("locations in " + file);
        const auto name = setting_named(path);
        if (!name) continue;
        std::string value = given.value_or("${");
        if (const std::size_t vendor = value.find("{vendor}"); *name == "locations" && vendor != std::string::npos)
            value.replace(vendor, std::string_view("{vendor}").size(), "postgresql");
        const std::string key = "flyway." + *name;
        const bool is_known = value.find("${") == std::string::npos;
        if (!is_known && is_deciding(*name)) elsewhere.unread.insert(formatted("{} in {}", *name, file));
        if (!is_known) continue;
        std::string& all = elsewhere.settings[key];
        if (seen.insert(key).second) {
            all = value;
        } else {
            all += *name == "initSql" ? "\n" : ",";
            all += value;
        }
    }
}

Found spring_in(const fs::path& file) {
    const std::string text = text_of_file(file.string());
    return file.extension() == ".properties" ? properties_in(text) : YamlReader().read(text);
}

void add_spring(const fs::path& folder, FlywayElsewhere& elsewhere) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        const std::string ending = entry.path().extension().string();
        if (!name.starts_with("application") || (ending != ".properties" && ending != ".yml" && ending != ".yaml"))
            continue;
        const Found found = spring_in(entry.path());
        if (name == "application" + ending) {
            add_spring(found, name, elsewhere);
        } else if (std::ranges::any_of(
                       found, [](const auto& one) { return is_deciding(setting_named(one.first).value_or("")); })) {
            elsewhere.profiles.insert(name);
        }
    }
}

// Whether the text has the word, with no letter beside it.
bool has_whole_word(std::string_view text, std::string_view word) {
    const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
    }
    return false;
}

// The settings that a part of a text names.
void look_for(std::string_view text, std::string_view begin, std::string_view end, std::string_view before,
              const std::string& file, FlywayElsewhere& elsewhere) {
    for (std::size_t at = text.find(begin); at != std::string_view::npos; at = text.find(begin, at + 1)) {
        const std::string_view part = text.substr(at, text.find(end, at) - at);
        for (const std::string_view key : deciding) {
            if (has_whole_word(part, formatted("{}{}", before, key)))
                elsewhere.unread.insert(formatted("{} in {}", key, file));
        }
    }
}

}  // namespace

FlywayElsewhere flyway_elsewhere(const fs::path& project) {
    FlywayElsewhere elsewhere;
    std::error_code error;
    for (const char* folder : {"src/main/resources", "config", "."}) add_spring(project / folder, elsewhere);
    if (const fs::path file = project / "pom.xml"; fs::exists(file, error)) {
        const std::string text = text_of_file(file.string());
        look_for(text, "<artifactId>flyway-maven-plugin</artifactId>", "</plugin>", "<", "pom.xml", elsewhere);
        look_for(text, "<flyway.", ">", "<flyway.", "pom.xml", elsewhere);
    }
    for (const char* name : {"build.gradle", "build.gradle.kts"}) {
        if (!fs::exists(project / name, error)) continue;
        const std::string text = text_of_file((project / name).string());
        // To the end of what isn't indented.
        look_for(text, "flyway {", "\n}", "", name, elsewhere);
    }
    return elsewhere;
}

}  // namespace mana_guard::cli

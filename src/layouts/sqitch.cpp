// sqitch: a plan lists the changes, whose scripts psql runs.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"
#include "text/formatted.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace sqitch_files {

bool fits(const Folder& folder) {
    return folder.has("sqitch.plan") || folder.has("sqitch.conf");
}

// A value of sqitch.conf; empty if it isn't set there.
std::string setting(const std::string& settings, std::string_view key) {
    for (const TextLine& line : lines_of(settings)) {
        const std::size_t equals = line.text.find('=');
        if (equals == std::string_view::npos || trimmed(line.text.substr(0, equals)) != key) continue;
        return std::string(trimmed(line.text.substr(equals + 1)));
    }
    return {};
}

// The names of the plan's changes' scripts, without .sql. A change that the plan has again further below was reworked;
// its earlier script has the name of the next tag after it.
std::vector<std::string> scripts(const std::string& plan) {
    std::vector<std::string> names;
    std::vector<std::string> tags;  // of each name, the next tag
    for (const TextLine& line : lines_of(plan)) {
        const std::string_view word = line.text.substr(0, line.text.find_first_of(" \t"));
        if (word.empty() || word[0] == '%' || word[0] == '#') continue;
        if (word[0] == '@') {
            for (std::string& tag : tags) {
                if (tag.empty()) tag = word;
            }
            continue;
        }
        names.emplace_back(word[0] == '+' ? word.substr(1) : word);
        tags.emplace_back();
    }
    std::vector<std::string> found;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool is_reworked =
            std::find(names.begin() + static_cast<std::ptrdiff_t>(i) + 1, names.end(), names[i]) != names.end();
        found.push_back(is_reworked ? names[i] + tags[i] : names[i]);
    }
    return found;
}

std::vector<Migration> read(const Folder& folder) {
    const std::string settings = folder.read_if_present("sqitch.conf");
    const std::string top = setting(settings, "top_dir");
    const std::string prefix = top.empty() || top == "." ? "" : top + "/";
    const std::string plan = setting(settings, "plan_file");
    std::vector<Migration> found;
    for (const std::string& script : scripts(folder.read(plan.empty() ? prefix + "sqitch.plan" : plan))) {
        const std::string path = formatted("{}deploy/{}.sql", prefix, script);
        Migration migration{.path = path, .version = script, .text = folder.read(path), .batches = {}};
        skip_byte_order_mark(migration);
        migration.batches = each_statement(migration.run_text(), layouts::sqitch.additions);
        found.push_back(std::move(migration));
    }
    return found;
}

}  // namespace sqitch_files

// sqitchers/sqitch, lib/App/Sqitch/Plan.pm and Engine/pg.pm
constinit const Layout sqitch{"sqitch",
                              "a file sqitch.plan or sqitch.conf",
                              "no BEGIN before the statement",
                              {.has_psql_commands = true, .has_copy_data = true},
                              sqitch_files::fits,
                              sqitch_files::read};

}  // namespace mana_guard::layouts

// The manual page, made of the same declarations as the help: mana-guard __man prints it when the tool is built.
#include "cli/commands.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <sstream>

namespace mana_guard::cli {
namespace {

using Apps = std::vector<const CLI::App*>;

// Text for roff (groff_char(7)): no line of it is a request, and a hyphen stays one when it is copied.
std::string roff(const std::string& text) {
    std::string result;
    for (const char c : text) {
        const bool begins_line = result.empty() || result.back() == '\n';
        if (begins_line && (c == '.' || c == '\'')) result += "\\&";
        if (c == '\\') {
            result += "\\e";
        } else if (c == '-') {
            result += "\\-";
        } else {
            result += c;
        }
    }
    return result;
}

// The commands that can be run, in the order of the help: those that only hold others are left out.
void collect(const CLI::App& app, Apps& found) {
    const Apps inner = app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); });
    if (inner.empty()) found.push_back(&app);
    for (const CLI::App* one : inner) collect(*one, found);
}

std::string full_name(const CLI::App& command) {
    const CLI::App* parent = command.get_parent();
    return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

std::string option_entry(const CLI::Option& option) {
    std::string names = option.get_positional() ? option.get_name(true) : option.get_name(false, true);
    std::ranges::replace(names, ',', ' ');
    const std::string type = option.get_type_name();
    const std::string value = option.get_items_expected_max() == 0 || type.empty() ? "" : " \\fI" + roff(type) + "\\fR";
    return formatted(".TP\n\\fB{}\\fR{}\n{}\n", roff(names), value, roff(option.get_description()));
}

// What tells one option from another: its names and what it does.
std::string key_of(const CLI::Option& option) {
    return option.get_name(true, true) + ": " + option.get_description();
}

class Page {
  public:
    explicit Page(const CLI::App& app) : app_(app) {
        collect(app, commands_);
        for (const CLI::App* command : commands_) {
            for (const CLI::Option* option : command->get_options()) uses_[key_of(*option)].push_back(command);
        }
    }

    std::string written() {
        text_ = formatted(".TH MANA\\-GUARD 1 \"\" \"mana\\-guard {}\"\n", MANA_GUARD_VERSION);
        section("NAME", "mana\\-guard \\- judge schema changes before they reach production\n");
        section("SYNOPSIS", "\\fBmana\\-guard\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]...\n");
        section("DESCRIPTION", roff(app_.get_description()) + "\n");
        section("COMMANDS", "");
        for (const CLI::App* command : commands_) add(*command);
        section("OPTIONS OF SEVERAL COMMANDS", "");
        add_shared();
        section("EXIT STATUS", ".nf\n" + roff(app_.get_footer()) + ".fi\n");
        section("FILES", ".TP\n\\fImana\\-guard.toml\\fR\nThe options of a project, in its folder or in one above.\n");
        section("SEE ALSO", "\\fBpsql\\fR(1), \\fBpg_dump\\fR(1)\n");
        return text_;
    }

  private:
    void section(std::string_view title, const std::string& text) { text_ += formatted(".SH {}\n{}", title, text); }

    [[nodiscard]] bool is_shared(const CLI::Option& option) const { return uses_.at(key_of(option)).size() > 1; }

    void add(const CLI::App& command) {
        text_ += formatted(".SS {}\n{}\n", roff(full_name(command)), roff(command.get_description()));
        std::string shared;
        for (const CLI::Option* option : command.get_options()) {
            if (!is_shared(*option)) text_ += option_entry(*option);
            if (is_shared(*option)) shared += (shared.empty() ? "" : ", ") + option->get_name();
        }
        if (!shared.empty()) text_ += formatted(".PP\nAlso: {}\n", roff(shared));
        if (!command.get_footer().empty()) text_ += formatted(".PP\n.EX\n{}.EE\n", roff(command.get_footer()));
    }

    void add_shared() {
        std::map<std::string, const CLI::Option*> done;
        for (const CLI::App* command : commands_) {
            for (const CLI::Option* option : command->get_options()) {
                if (is_shared(*option) && done.emplace(key_of(*option), option).second) text_ += option_entry(*option);
            }
        }
    }

    const CLI::App& app_;
    Apps commands_;
    std::map<std::string, Apps> uses_;
    std::string text_;
};

}  // namespace

void add_man(CLI::App& app, Options& /*options*/, Command& chosen) {
    CLI::App& hidden = *app.add_subcommand("__man", "")->group("");
    hidden.callback([&] {
        chosen = [&app] {
            std::fputs(Page(app).written().c_str(), stdout);
            return Exit::Clean;
        };
    });
}

}  // namespace mana_guard::cli

// mana-guard completion: scripts for shells, which ask the hidden command __complete for candidates.
#include "cli/commands.hpp"
#include "formats/format.hpp"
#include "layouts/layout.hpp"
#include "policy/profile.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"

#include <cstdio>
#include <vector>

namespace mana_guard::cli {
namespace {

constexpr std::string_view for_bash = R"shell(_mana_guard() {
    local IFS=$'\n'
    COMPREPLY=($(compgen -W "$(mana-guard __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _mana_guard mana-guard
)shell";
constexpr std::string_view for_zsh = R"shell(#compdef mana-guard
_mana_guard() {
    local -a candidates
    candidates=(${(f)"$(mana-guard __complete "${(@)words[2,CURRENT]}" 2>/dev/null)"})
    compadd -a candidates || _files
}
# A file of fpath is run as the function of its name; one that is sourced has to say so.
if [[ $funcstack[1] == _mana-guard ]]; then _mana_guard "$@"; else compdef _mana_guard mana-guard; fi
)shell";
constexpr std::string_view for_fish =
    R"shell(function __mana_guard_complete
    set -l candidates (mana-guard __complete (commandline -opc)[2..] (commandline -ct) 2>/dev/null |
        string match -- (commandline -ct)'*')
    if set -q candidates[1]
        printf '%s\n' $candidates
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c mana-guard -f -a '(__mana_guard_complete)'
)shell";

using Words = std::vector<std::string>;

Words values_of(std::string_view flag) {
    Words values;
    if (flag == "--layout") {
        for (const Layout* layout : all_layouts()) values.emplace_back(layout->name);
    } else if (flag == "--format") {
        for (const Format& format : all_formats()) values.emplace_back(format.name);
    } else if (flag == "--profile" || flag == "use") {
        for (const Profile& profile : profiles()) values.emplace_back(profile.name);
    } else if (flag == "--rule" || flag == "explain" || flag == "exempt") {
        for (const Rule* rule : catalog()) values.emplace_back(rule->name);
    } else if (flag == "--fail-on") {
        values = {"error", "warn", "log", "never"};
    } else if (flag == "--severity") {
        values = {"error", "warn", "log"};
    } else if (flag == "--color") {
        values = {"auto", "always", "never"};
    } else if (flag == "completion") {
        values = {"bash", "zsh", "fish"};
    }
    return values;
}

// The subcommands and options that may come after these words.
Words names_in(const CLI::App& app, const Words& words) {
    const CLI::App* command = &app;
    for (const std::string& word : words) {
        for (const CLI::App* inner : command->get_subcommands([](const CLI::App* /*any*/) { return true; })) {
            if (inner->get_name() != word) continue;
            command = inner;
            break;
        }
    }
    Words names;
    for (const CLI::App* inner : command->get_subcommands([](const CLI::App* /*any*/) { return true; })) {
        if (!inner->get_group().empty()) names.push_back(inner->get_name());
    }
    for (const CLI::Option* option : command->get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

Exit complete(const CLI::App& app, Words words) {
    // The last word is what is being typed.
    if (!words.empty()) words.pop_back();
    Words candidates = words.empty() ? Words() : values_of(words.back());
    if (candidates.empty()) candidates = names_in(app, words);
    for (const std::string& candidate : candidates) std::fputs((candidate + "\n").c_str(), stdout);
    return Exit::Clean;
}

}  // namespace

void add_completion(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command =
        *app.add_subcommand("completion", "Print a script that completes commands and options in a shell");
    command.add_option("SHELL", options.target, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}))
        ->type_name("");
    add_examples(command,
                 "  source <(mana-guard completion bash)\n"
                 "  mana-guard completion fish >~/.config/fish/completions/mana-guard.fish\n");
    command.callback([&] {
        chosen = [&options] {
            const std::string_view script = options.target == "bash"  ? for_bash
                                            : options.target == "zsh" ? for_zsh
                                                                      : for_fish;
            std::fwrite(script.data(), 1, script.size(), stdout);
            return Exit::Clean;
        };
    });
    CLI::App& hidden = *app.add_subcommand("__complete", "")->group("");
    hidden.set_help_flag();
    hidden.prefix_command();
    hidden.callback([&] { chosen = [&app, &hidden] { return complete(app, hidden.remaining()); }; });
}

}  // namespace mana_guard::cli

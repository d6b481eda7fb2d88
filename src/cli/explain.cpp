// mana-guard explain: a rule, or how the rules apply to an object.
#include "cli/collector.hpp"
#include "cli/commands.hpp"
#include "formats/escapes.hpp"
#include "policy/parameter_value.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"
#include "text/nearest.hpp"

#include <cstdio>

namespace mana_guard::cli {
namespace {

Exit explain_rule(const Rule& rule) {
    std::string text = formatted("{} {} ({})\n\n{}\n\n{}\n\nSeverity in the profile guidelines: {}. Checked at: {}.\n",
                                 rule.code, rule.name, name_of(rule.category), rule.summary, rule.why,
                                 name_of(rule.severity), name_of(rule.timing));
    for (const Parameter& parameter : rule.parameters)
        text += formatted("\nParameter {}: {}", described(parameter), parameter.help);
    text += formatted("\nPage: docs/rules/{}/{}.md\n", name_of(rule.category), rule.name);
    std::fputs(text.c_str(), stdout);
    return Exit::Clean;
}

Exit explain_object(const Options& options) {
    Database database(options.url);
    require_guard(database);
    const Result rows =
        database.run("SELECT * FROM mana_guard.explain($1) WHERE severity <> 'off' ORDER BY code", {options.target});
    for (int row = 0; row < rows.rows(); ++row) {
        const std::string exemptions = rows.value(row, "exemptions");
        std::fputs(printable(formatted("{} {}  {}  by {}{}\n", rows.value(row, "code"), rows.value(row, "rule"),
                                       rows.value(row, "severity"), rows.value(row, "severity_from"),
                                       exemptions.empty() ? "" : "  exempt: " + exemptions))
                       .c_str(),
                   stdout);
    }
    return Exit::Clean;
}

Exit explain(const Options& options) {
    const Rule* rule = rule_named(options.target);
    if (rule != nullptr) return explain_rule(*rule);
    if (options.target.find('.') != std::string::npos) return explain_object(options);
    std::vector<std::string_view> names;
    for (const Rule* known : catalog()) {
        names.push_back(known->name);
        names.push_back(known->code);
    }
    throw Failure(Exit::WrongUse, formatted("there is no rule \"{}\"", options.target),
                  nearest_hint(options.target, names, "Name a rule, its code, or an object as schema.name."));
}

}  // namespace

void add_explain(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command =
        *app.add_subcommand("explain", "Explain a rule, or which rows of the policy decide for an object");
    command.add_option("RULE|OBJECT", options.target, "A rule's name or code, or schema.name")
        ->required()
        ->type_name("");
    add_connection_options(command, options);
    add_common_options(command, options);
    add_examples(command,
                 "  mana-guard explain MG601\n"
                 "  mana-guard explain crm.customers --url service=shop\n");
    command.callback([&] { chosen = [&options] { return explain(options); }; });
}

}  // namespace mana_guard::cli

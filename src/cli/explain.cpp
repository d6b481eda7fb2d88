// mana-guard explain: a rule, or how the rules apply to an object.
#include "cli/collector.hpp"
#include "cli/commands.hpp"
#include "cli/document_rows.hpp"
#include "cli/progress.hpp"
#include "formats/escapes.hpp"
#include "policy/error.hpp"
#include "policy/object_name.hpp"
#include "policy/parameter_value.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"
#include "text/nearest.hpp"

#include <cstdio>

namespace mana_guard::cli {
namespace {

std::string head_of(const Rule& rule) {
    std::string text = formatted("{} {} ({})\n", rule.code, rule.name, name_of(rule.category));
    if (!rule.summary.empty()) text += formatted("\n{}\n", rule.summary);
    if (!rule.why.empty()) text += formatted("\n{}\n", rule.why);
    return text;
}

Exit explain_rule(const Rule& rule) {
    std::string text = head_of(rule) + formatted("\nSeverity in the profile guidelines: {}. Checked at: {}.\n",
                                                 name_of(rule.severity), name_of(rule.timing));
    for (const Parameter& parameter : rule.parameters)
        text += formatted("\nParameter {}: {}", described(parameter), parameter.help);
    text += formatted("\nPage: docs/rules/{}/{}.md\n", name_of(rule.category), rule.name);
    std::fputs(text.c_str(), stdout);
    return Exit::Clean;
}

// Whether the document has an own rule of that name or code, which is explained then.
bool has_explained(const std::string& name_or_code, const Document& document) {
    const OwnRules own(document);
    const KnownRules known(own.rows());
    const Rule* rule = known.named(name_or_code);
    if (rule == nullptr || !rule->is_own()) return false;
    const std::string text =
        head_of(*rule) + formatted("\nSeverity: {}. Checked at: {}.\nFunction: {}.{}\n", name_of(rule->severity),
                                   name_of(rule->timing), rule->own_function_schema, rule->own_function);
    std::fputs(printable(text).c_str(), stdout);
    return true;
}

// The policy's document has own rules as well, and so may a database: one that is named or, for what can be nothing but
// an own rule's code, the one that libpq connects to.
bool has_explained_own(const Options& options) {
    if (!options.policy.empty() && has_explained(options.target, read_document(options.policy))) return true;
    if (options.url.empty() && !options.target.starts_with("MGX")) return false;
    Database database(options.url);
    require_guard(database);
    return has_explained(options.target, Document::parse(database.run("SELECT mana_guard.export_policy()").value()));
}

// As the rules would apply to what isn't there yet: a name that is mistyped looks like that.
void remark_on_absence(Database& database, const std::string& target) {
    const std::vector<std::string> parts = split_object_name(target);
    const std::string missing = database
                                    .run("SELECT mana_guard.missing_object($1, $2, nullif($3, ''))",
                                         {parts.at(0), parts.at(1), parts.size() > 2 ? parts[2] : ""})
                                    .value();
    if (!missing.empty())
        remark(printable(formatted("{} is not in this database: the rules would apply to it like this", missing)));
}

Exit explain_object(const Options& options) {
    Database database(options.url);
    require_guard(database);
    try {
        remark_on_absence(database, options.target);
    } catch (const HintedError& fault) {
        throw Failure(Exit::WrongUse, fault.what(), fault.hint());
    }
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
    if (has_explained_own(options)) return Exit::Clean;
    std::vector<std::string_view> names;
    for (const Rule* known : catalog()) {
        names.push_back(known->name);
        names.push_back(known->code);
    }
    throw Failure(Exit::WrongUse, formatted("there is no rule \"{}\"", options.target),
                  nearest_hint(options.target, names,
                               "Name a rule, its code, or an object as schema.name. For a rule of your own, name the "
                               "policy document (--policy) or the database (--url) that has it."));
}

}  // namespace

void add_explain(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command =
        *app.add_subcommand("explain", "Explain a rule, or which rows of the policy decide for an object");
    command.add_option("RULE|OBJECT", options.target, "A rule's name or code, or schema.name")
        ->required()
        ->type_name("");
    add_connection_options(command, options);
    add_document_option(command, options, "Look for rules of your own in this policy document");
    add_common_options(command, options);
    add_examples(command,
                 "  mana-guard explain MG601\n"
                 "  mana-guard explain crm.customers --url service=shop\n"
                 "  mana-guard explain MGX01 --policy mana-guard.json\n");
    command.callback([&] { chosen = [&options] { return explain(options); }; });
}

}  // namespace mana_guard::cli

#include "policy/row.hpp"

#include <algorithm>
#include <tuple>

#include "policy/parameter_value.hpp"
#include "policy/params_reader.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"
#include "text/nearest.hpp"

namespace mana_guard {
namespace {

// "off, log, warn or error"
template <std::size_t count>
std::string listed(const std::array<std::string_view, count>& names) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += i == 0 ? "" : i + 1 == count ? " or " : ", ";
        text += names[i];
    }
    return text;
}

// The enumerator of that name; nothing if the row leaves the attribute open.
template <typename Enum, std::size_t count>
std::optional<Enum> parse_named(std::string_view what, std::string_view article,
                                const std::array<std::string_view, count>& names, std::string_view text) {
    if (text.empty()) return std::nullopt;
    if (const auto value = named<Enum>(names, text)) return value;
    throw PolicyError(formatted("invalid {} \"{}\"", what, text),
                      formatted("{} {} is {}.", article, what, listed(names)));
}

std::vector<const Rule*> selected_rules(const Row& row, const KnownRules* known) {
    std::vector<const Rule*> rules;
    std::ranges::copy_if(all_rules(known), std::back_inserter(rules),
                         [&row](const Rule* rule) { return row.rules.selects(*rule); });
    return rules;
}

std::string timings_of(const Rule& rule) {
    std::string text;
    for (const Timing when : {Timing::Start, Timing::Statement, Timing::Commit}) {
        if (!rule.can_be_judged_at(when)) continue;
        text += text.empty() ? "" : " or ";
        text += name_of(when);
    }
    return text;
}

// Of several rules, one that can be checked then is enough: the others keep their timing.
void check_timing(const Row& row, const KnownRules* known) {
    if (!row.timing) return;
    const auto rules = selected_rules(row, known);
    const Timing when = *row.timing;
    if (rules.empty()) return;
    if (std::ranges::any_of(rules, [when](const Rule* rule) { return rule->can_be_judged_at(when); })) return;
    throw PolicyError(formatted("rule \"{}\" can't be checked at {}", row.rules.text(), name_of(when)),
                      formatted("It is checked at {}.", timings_of(*rules.front())));
}

void check_existing(const Row& row, const KnownRules* known) {
    if (!row.existing) return;
    const auto rules = selected_rules(row, known);
    if (rules.empty() || std::ranges::any_of(rules, [](const Rule* rule) { return !rule->is_change; })) return;
    throw PolicyError(
        formatted("rule \"{}\" checks what a command does, so it has no existing violations", row.rules.text()),
        "Leave existing null.");
}

// Suggests a parameter in place of one that none of the rules has.
std::string parameters_hint(std::string_view name, const std::vector<const Parameter*>& declared) {
    std::vector<std::string_view> names;
    std::string list;
    for (const Parameter* parameter : declared) {
        if (std::ranges::find(names, parameter->name) != names.end()) continue;
        names.push_back(parameter->name);
        list += (list.empty() ? "" : "; ") + described(*parameter);
    }
    if (list.empty()) return "The rule has no parameters.";
    const std::string_view best = nearest(name, names);
    if (best.empty()) return formatted("The parameters are {}.", list);
    const auto meant = std::ranges::find(declared, best, [](const Parameter* parameter) { return parameter->name; });
    return formatted("Perhaps you mean {}.", described(**meant));
}

// Adds the parameter's value in each type that the parameter has in the selected rules and in which the value can be
// read. Throws PolicyError if there is none.
void add_param(const Param& param, const KnownRules* known, Row& row) {
    std::vector<const Parameter*> declared;
    std::vector<Parameter::Type> types;
    std::optional<PolicyError> error;
    const std::size_t count = row.params.size();
    for (const Rule* rule : selected_rules(row, known)) {
        for (const Parameter& parameter : rule->parameters) {
            declared.push_back(&parameter);
            if (parameter.name != param.name || std::ranges::find(types, parameter.type) != types.end()) continue;
            types.push_back(parameter.type);
            try {
                row.params.emplace_back(param.name, parse_value(param, parameter));
            } catch (const PolicyError& mistyped) {
                if (!error) error = mistyped;
            }
        }
    }
    if (row.params.size() > count) return;
    if (error) throw PolicyError(*error);
    throw PolicyError(formatted("rule \"{}\" has no parameter \"{}\"", row.rules.text(), param.name),
                      parameters_hint(param.name, declared));
}

void parse_params(std::string_view text, const KnownRules* known, Row& row) {
    // Most rows have none.
    if (text == "{}") return;
    auto params = read_params(text);
    if (!params) {
        throw PolicyError("params are not a JSON object",
                          "Write an object such as {\"columns\": [\"user_id\"]}, or {} for none.");
    }
    for (const Param& param : *params) add_param(param, known, row);
}

auto rank(const Glob& glob) {
    return std::tuple(glob.kind(), glob.literal_length());
}

auto specificity(const Row& row) {
    return std::tuple(!row.role.empty(), rank(row.object), rank(row.schema), row.rules.rank());
}

auto rank(const Row& row) {
    return std::tuple(specificity(row), row.severity.value_or(Severity::Off), row.id);
}

}  // namespace

Glob parse_pattern(std::string_view what, std::string_view pattern) {
    constexpr std::string_view hint = "Write a name, a pattern such as 'log_*', or '*' for all.";
    if (pattern.empty()) {
        throw PolicyError(formatted("{} is empty and matches nothing", what), std::string(hint));
    }
    Glob glob(pattern);
    if (glob.literal_length() > max_name_length) {
        throw PolicyError(formatted("{} has more than {} bytes of text and matches nothing", what, max_name_length),
                          std::string(hint));
    }
    return glob;
}

bool is_blank(std::string_view reason) {
    return std::ranges::all_of(reason, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
}

void require_reason(std::string_view reason) {
    if (!is_blank(reason)) return;
    throw PolicyError("the reason is empty", "Say why, for whoever reads this in a year.");
}

Row parse_row(const PolicyRow& stored, const KnownRules* known) {
    Row row;
    row.id = stored.id;
    row.rules = Selector(stored.rule, known);
    row.schema = parse_pattern("schema_pattern", stored.schema_pattern);
    row.object = parse_pattern("object_pattern", stored.object_pattern);
    row.role = stored.role_name;
    row.severity = parse_named<Severity>("severity", "A", severity_names, stored.severity);
    row.timing = parse_named<Timing>("timing", "A", timing_names, stored.timing);
    check_timing(row, known);
    row.existing = parse_named<Existing>("existing", "The value of", existing_names, stored.existing);
    check_existing(row, known);
    if (!stored.exemptions_follow.empty()) row.exemptions_follow = stored.exemptions_follow == "t";
    parse_params(stored.params, known, row);
    row.advice = stored.advice;
    row.docs_url = stored.docs_url;
    row.dialect = parse_named<Dialect>("dialect", "A", dialect_names, stored.dialect);
    if (stored.reason.data() != nullptr) require_reason(stored.reason);
    return row;
}

bool outranks(const Row& a, const Row& b) {
    return rank(a) > rank(b);
}

bool are_equally_specific(const Row& a, const Row& b) {
    return specificity(a) == specificity(b);
}

}  // namespace mana_guard

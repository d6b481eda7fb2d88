#include "policy/row.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

#include "policy/nearest.hpp"
#include "policy/params_reader.hpp"

namespace mana_guard {
namespace {

std::string nearest_hint(std::string_view name, const std::vector<std::string_view>& candidates,
                         std::string_view where) {
    const std::string_view best = nearest(name, candidates);
    if (best.empty()) return std::string(where);
    return fmt::format("Perhaps you mean \"{}\". {}", best, where);
}

std::vector<std::string_view> rule_names() {
    std::vector<std::string_view> names;
    for (const Rule* rule : catalog()) names.push_back(rule->name);
    return names;
}

// Sets the row's rule and how it selects.
void parse_rule(std::string_view text, Row& row) {
    if (const Rule* rule = rule_named(text)) {
        row.selector = Row::Selector::Name;
        row.rule = rule->name;
        return;
    }
    row.rule = text;
    if (text == "*") return;
    row.selector = std::ranges::find(category_names, text) != category_names.end() ? Row::Selector::Category
                                                                                   : Row::Selector::Pattern;
    const bool is_glob = text.find_first_of("*?") != std::string_view::npos;
    const auto selected = [&row](const Rule* rule) { return row.selects(*rule); };
    if ((row.selector == Row::Selector::Pattern && !is_glob) || std::ranges::none_of(catalog(), selected)) {
        throw PolicyError(fmt::format("no rule \"{}\"", text),
                          nearest_hint(text, rule_names(), "SELECT code, name FROM mana_guard.rules lists the rules."));
    }
}

Severity parse_severity(std::string_view text) {
    if (const auto severity = severity_named(text)) return *severity;
    throw PolicyError(fmt::format("no severity \"{}\"", text), "A severity is off, log, warn or error.");
}

std::shared_ptr<const Names> names_of(const Param& param) {
    if (!param.is_names) {
        throw PolicyError(fmt::format("parameter \"{}\" is {}, not a list of names", param.name, param.json),
                          fmt::format("Write a JSON array of names: {{\"{}\": [\"one\", \"other\"]}}.", param.name));
    }
    return std::make_shared<Names>(std::span<const std::string>(param.names));
}

// Whether a rule that the row selects declares the parameter; collects the names of all that are declared.
bool is_declared(const Row& row, std::string_view name, std::vector<std::string_view>& declared) {
    for (const Rule* rule : catalog()) {
        if (!row.selects(*rule)) continue;
        for (const Parameter& parameter : rule->parameters) {
            if (parameter.name == name) return true;
            declared.push_back(parameter.name);
        }
    }
    return false;
}

void parse_params(std::string_view text, Row& row) {
    auto params = read_params(text);
    if (!params) {
        throw PolicyError("params are not a JSON object",
                          "Write an object such as {\"columns\": [\"user_id\"]}, or {} for none.");
    }
    for (const Param& param : *params) {
        std::vector<std::string_view> declared;
        if (!is_declared(row, param.name, declared)) {
            throw PolicyError(
                fmt::format("rule \"{}\" has no parameter \"{}\"", row.rule, param.name),
                nearest_hint(param.name, declared, "SELECT name, parameters FROM mana_guard.rules lists them."));
        }
        row.params.emplace_back(param.name, names_of(param));
    }
}

void require_pattern(std::string_view what, std::string_view pattern) {
    if (!pattern.empty()) return;
    throw PolicyError(fmt::format("{} is empty and matches nothing", what),
                      "Write a name, a pattern such as 'log_*', or '*' for all.");
}

// Attributes that the table holds for a later version of the guard are refused rather than silently ignored.
void refuse_unsupported(const PolicyRow& stored) {
    const std::pair<std::string_view, std::string_view> later[] = {
        {"role_name", stored.role_name}, {"timing", stored.timing}, {"existing", stored.existing}};
    for (const auto& [name, value] : later) {
        if (!value.empty()) {
            throw PolicyError(fmt::format("this version of mana_guard judges no rule by {}", name),
                              fmt::format("Leave {} null.", name));
        }
    }
}

auto rank(const Glob& glob) {
    return std::tuple(glob.kind(), glob.literal_length());
}

auto rank(const Row& row) {
    return std::tuple(rank(row.object), rank(row.schema), row.selector, Glob(row.rule).literal_length(),
                      row.severity.value_or(Severity::Off), row.id);
}

}  // namespace

bool Row::selects(const Rule& candidate) const {
    switch (selector) {
        case Selector::Any:
            return true;
        case Selector::Category:
            return name_of(candidate.category) == rule;
        case Selector::Pattern:
            return Glob(rule).matches(candidate.name);
        case Selector::Name:
            return candidate.name == rule;
    }
    return false;
}

Row parse_row(const PolicyRow& stored) {
    Row row;
    row.id = stored.id;
    parse_rule(stored.rule, row);
    require_pattern("schema_pattern", stored.schema_pattern);
    require_pattern("object_pattern", stored.object_pattern);
    refuse_unsupported(stored);
    row.schema = Glob(stored.schema_pattern);
    row.object = Glob(stored.object_pattern);
    if (!stored.severity.empty()) row.severity = parse_severity(stored.severity);
    parse_params(stored.params, row);
    row.advice = stored.advice;
    row.docs_url = stored.docs_url;
    return row;
}

bool outranks(const Row& a, const Row& b) {
    return rank(a) > rank(b);
}

}  // namespace mana_guard

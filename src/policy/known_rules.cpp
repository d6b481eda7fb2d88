#include "policy/known_rules.hpp"

#include <algorithm>
#include <optional>

#include "policy/error.hpp"
#include "text/formatted.hpp"
#include "text/glob.hpp"

namespace mana_guard {
namespace {

constexpr struct {
    std::string_view name;
    ObjectKinds kinds;
} kinds_by_name[] = {
    {"table", stored_tables},           {"foreign_table", ObjectKind::ForeignTable},
    {"view", ObjectKind::View},         {"materialized_view", ObjectKind::MaterializedView},
    {"sequence", ObjectKind::Sequence},
};

ObjectKinds kinds_named(std::string_view name) {
    for (const auto& one : kinds_by_name) {
        if (one.name == name) return one.kinds;
    }
    throw PolicyError(formatted("an own rule can't apply to \"{}\"", name),
                      "It applies to table, foreign_table, view, materialized_view or sequence.");
}

// Of an array as its output function writes it.
ObjectKinds parse_applies_to(std::string_view array) {
    if (array.starts_with('{') && array.ends_with('}')) array = array.substr(1, array.size() - 2);
    ObjectKinds kinds;
    for (std::size_t begin = 0; begin <= array.size();) {
        const std::size_t end = std::min(array.find(',', begin), array.size());
        kinds |= kinds_named(array.substr(begin, end - begin));
        begin = end + 1;
    }
    return kinds;
}

std::string_view checked_name(std::string_view name) {
    const auto is_allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    const bool is_well_formed = !name.empty() && name.size() <= max_name_length && name.front() >= 'a' &&
                                name.front() <= 'z' && std::ranges::all_of(name, is_allowed);
    if (!is_well_formed) {
        throw PolicyError(formatted("a rule can't be named \"{}\"", name),
                          "Write small letters, digits and underscores, a letter first.");
    }
    const bool is_category = std::ranges::find(category_names, name) != category_names.end();
    if (is_category || rule_named(name) != nullptr)
        throw PolicyError(formatted("\"{}\" is the guard's own name", name), "Choose another name for the rule.");
    return name;
}

std::string_view checked_code(std::string_view code) {
    constexpr std::string_view prefix = "MGX";
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (code.size() == prefix.size() + 2 && code.starts_with(prefix) &&
        std::ranges::all_of(code.substr(prefix.size()), is_digit))
        return code;
    throw PolicyError(formatted("an own rule can't have the code \"{}\"", code), "Its code is MGX and two digits.");
}

template <typename Enum, std::size_t count>
Enum parse_word(const std::array<std::string_view, count>& names, std::string_view word, std::string_view what) {
    if (const auto value = named<Enum>(names, word)) return *value;
    throw PolicyError(formatted("invalid {} \"{}\"", what, word), "");
}

Timing parse_timing(std::string_view word) {
    const Timing timing = parse_word<Timing>(timing_names, word, "timing");
    if (timing == Timing::Start)
        throw PolicyError("an own rule can't be checked at start", "It is checked at statement or commit.");
    return timing;
}

}  // namespace

KnownRules::Own::Own(const OwnRuleRow& row)
    : name(checked_name(row.name)),
      code(checked_code(row.code)),
      summary(row.summary),
      why(row.why),
      function_schema(row.function_schema),
      function_name(row.function_name),
      role(row.role),
      rule{.code = code,
           .name = name,
           .category = Category::Own,
           .severity = parse_word<Severity>(severity_names, row.severity, "severity"),
           .timing = parse_timing(row.timing),
           .summary = summary,
           .why = why,
           .kinds = parse_applies_to(row.applies_to),
           .facts = relation_facts,
           .added_column_concerns = concerns_any_added_column,
           .own_function = function_name,
           .own_function_schema = function_schema,
           .own_role = role} {}

KnownRules::KnownRules(std::span<const OwnRuleRow> own) : all_(catalog().begin(), catalog().end()) {
    for (const OwnRuleRow& row : own) {
        try {
            all_.push_back(&own_.emplace_back(row).rule);
        } catch (const PolicyError& error) {
            throw PolicyError(
                formatted("rule {} of mana_guard.own_rules is damaged: {}", row.name, error.what()),
                formatted("Fix it, or run DELETE FROM mana_guard.own_rules WHERE name = '{}'.", row.name));
        }
    }
    if (has_own()) std::ranges::sort(all_, {}, &Rule::code);
}

const Rule* KnownRules::named(std::string_view name_or_code) const {
    if (const Rule* rule = rule_named(name_or_code)) return rule;
    const auto found = std::ranges::find_if(
        own_, [&](const Own& one) { return one.name == name_or_code || one.code == name_or_code; });
    return found != own_.end() ? &found->rule : nullptr;
}

void KnownRules::check(const OwnRuleRow& row) {
    static_cast<void>(Own(row));
}

}  // namespace mana_guard

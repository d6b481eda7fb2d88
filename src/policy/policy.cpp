#include "policy/policy.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "policy/profile.hpp"

namespace mana_guard {
namespace {

constexpr std::uint32_t separator = UINT32_MAX;

std::size_t index_of(std::string_view rule_name) {
    const auto rules = catalog();
    const auto found = std::ranges::find(rules, rule_name, &Rule::name);
    return static_cast<std::size_t>(found - rules.begin());
}

std::shared_ptr<const Names> default_of(const Parameter& parameter) {
    const auto names = parameter.default_names();
    const std::vector<std::string> values(names.begin(), names.end());
    return std::make_shared<Names>(std::span(values));
}

Row parse_stored(const PolicyRow& stored) {
    try {
        return parse_row(stored);
    } catch (const PolicyError& error) {
        throw PolicyError(fmt::format("row {} of mana_guard.policy is damaged: {}", stored.id, error.what()),
                          fmt::format("Mend it, or DELETE FROM mana_guard.policy WHERE id = {}.", stored.id));
    }
}

}  // namespace

Policy::Policy(std::span<const PolicyRow> stored) : states_(catalog().size()) {
    std::vector<Row> house;
    for (const PolicyRow& row : stored) house.push_back(parse_stored(row));
    add_rows(std::move(house));
    std::vector<Row> profile;
    for (const PolicyRow& row : guidelines()) profile.push_back(parse_row(row));
    add_rows(std::move(profile));

    for (std::size_t i = 0; i < states_.size(); ++i) {
        const auto turns_on = [this](std::uint32_t row) {
            return rows_[row].severity.value_or(Severity::Off) != Severity::Off;
        };
        const Rule& rule = *catalog()[i];
        states_[i].is_on = general_severity(i) != Severity::Off || std::ranges::any_of(states_[i].rows, turns_on);
        if (states_[i].is_on) facts_read_ |= rule.facts;
    }
}

void Policy::add_rows(std::vector<Row> rows) {
    std::ranges::stable_sort(rows, outranks);
    for (Row& row : rows) {
        const auto number = static_cast<std::uint32_t>(rows_.size());
        for (std::size_t i = 0; i < states_.size(); ++i) {
            if (row.selects(*catalog()[i])) states_[i].rows.push_back(number);
        }
        rows_.push_back(std::move(row));
    }
}

void Policy::matching_rows(std::size_t rule, std::string_view schema, std::string_view object,
                           RowNumbers& matching) const {
    for (const std::uint32_t number : states_[rule].rows) {
        if (rows_[number].holds_at(schema, object)) matching.push_back(number);
    }
}

const Setting& Policy::setting(std::size_t rule, std::string_view schema, std::string_view object) const {
    Key key{rule, {}};
    matching_rows(rule, schema, object, key.rows);
    const std::size_t own = key.rows.size();
    for (const Parameter& parameter : catalog()[rule]->parameters) {
        if (parameter.same_as.empty()) continue;
        key.rows.push_back(separator);
        matching_rows(index_of(parameter.same_as), schema, object, key.rows);
    }
    const auto known = settings_.find(key);
    if (known != settings_.end()) return known->second;
    Setting resolved = resolve(*catalog()[rule], std::span(key.rows).first(own), schema, object);
    return settings_.emplace(std::move(key), std::move(resolved)).first->second;
}

Setting Policy::resolve(const Rule& rule, std::span<const std::uint32_t> matching, std::string_view schema,
                        std::string_view object) const {
    Setting setting;
    setting.severity = rule.severity;
    for (const Parameter& parameter : rule.parameters) {
        setting.parameters.set(
            parameter.name,
            parameter.same_as.empty()
                ? default_of(parameter)
                : this->setting(index_of(parameter.same_as), schema, object).parameters.shared(parameter.name));
    }
    // From the least to the most specific row: the last to speak of an attribute decides it.
    for (auto number = matching.rbegin(); number != matching.rend(); ++number) {
        const Row& row = rows_[*number];
        if (row.severity) setting.severity = *row.severity;
        if (!row.advice.empty()) setting.advice = row.advice;
        if (!row.docs_url.empty()) setting.docs_url = row.docs_url;
        for (const auto& [name, value] : row.params) {
            if (std::ranges::find(rule.parameters, name, &Parameter::name) != rule.parameters.end()) {
                setting.parameters.set(name, value);
            }
        }
    }
    return setting;
}

}  // namespace mana_guard

#include "policy/policy.hpp"

#include <algorithm>
#include <iterator>

#include "policy/parameter_value.hpp"

namespace mana_guard {
namespace {

constexpr std::uint32_t separator = UINT32_MAX;
constexpr std::size_t no_role = SIZE_MAX;

std::size_t index_of(std::string_view rule_name) {
    const auto rules = catalog();
    const auto found = std::ranges::find(rules, rule_name, &Rule::name);
    return static_cast<std::size_t>(found - rules.begin());
}

std::vector<Row> parse_all(std::span<const PolicyRow> stored) {
    std::vector<Row> rows;
    rows.reserve(stored.size());
    for (const PolicyRow& row : stored) {
        rows.push_back(parse_stored("policy", row.id, [&row] { return parse_row(row); }));
    }
    return rows;
}

// Whether the row is milder about existing violations than an equally specific row of the same layer that has already
// set the attribute. Equally specific rows are ordered only by severity.
bool yields_on_existing(const Row& row, const Row* decided) {
    return decided != nullptr && *row.existing < *decided->existing && (row.id == 0) == (decided->id == 0) &&
           are_equally_specific(row, *decided);
}

bool selects(const Row& row, const Rule& rule) {
    return row.rules.selects(rule) && (!rule.needs_name || row.rules.is_name());
}

bool counts(const Actor& actor, std::size_t role) {
    return role == no_role || (role < actor.roles.size() && actor.roles[role]);
}

}  // namespace

Policy::Policy(const PolicySource& source)
    : profile_(profile_named(source.profile)),
      registry_(source.registry, profile_.registry),
      states_(catalog().size()) {
    add_rows(parse_all(source.rows));
    std::vector<Row> of_profile = parse_all(rows_of_all_profiles());
    std::ranges::move(parse_all(profile_.rows), std::back_inserter(of_profile));
    add_rows(std::move(of_profile));
    for (const auto rows : {source.exemptions, profile_.exemptions, exemptions_of_all_profiles()})
        exemptions_.add(rows);
    for (auto& [schema, registration] : registry_.schemas()) {
        if (!registration.owner_role.empty()) registration.owner_number = number_of_role(registration.owner_role);
    }

    for (std::size_t i = 0; i < states_.size(); ++i) {
        const Rule& rule = *catalog()[i];
        states_[i].general = &setting(i, {});
        states_[i].is_on = turns_on(i) && !(rule.needs_registry && registry_.empty());
        if (!states_[i].is_on) continue;
        if (!rule.commands.empty()) {
            commands_judged_ |= rule.commands;
            session_read_ |= rule.session;
        } else {
            facts_read_ |= rule.facts;
        }
    }
}

Facts Policy::facts_read(Facts touched) const {
    Facts facts;
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const Rule& rule = *catalog()[i];
        if (!states_[i].is_on || !rule.commands.empty()) continue;
        if (rule.is_asked_after(touched)) facts |= rule.facts;
        if (rule.depends_on_added(touched)) facts |= Fact::Columns;
    }
    return facts;
}

void Policy::add_rows(std::vector<Row> rows) {
    // Sorts pointers: moving a row costs more than comparing two.
    std::vector<Row*> sorted;
    std::ranges::transform(rows, std::back_inserter(sorted), [](Row& row) { return &row; });
    std::ranges::stable_sort(sorted, [](const Row* a, const Row* b) { return outranks(*a, *b); });
    for (Row* const place : sorted) {
        Row& row = *place;
        const auto number = static_cast<std::uint32_t>(rows_.size());
        const std::size_t role = row.role.empty() ? no_role : number_of_role(row.role);
        row_roles_.emplace_back(role);
        if (!row.is_everywhere()) {
            placed_rows_.add(row.schema, row.object, number);
        } else if (role != no_role) {
            roles_rows_[role].push_back(number);
        }
        for (std::size_t i = 0; i < states_.size(); ++i) {
            if (!selects(row, *catalog()[i])) continue;
            if (row.is_general()) states_[i].rows.push_back(number);
            if (row.existing.value_or(Existing::Notice) > Existing::Notice) facts_enforced_ |= catalog()[i]->facts;
            // Rules that it turns on somewhere.
            states_[i].is_on |= row.severity.value_or(Severity::Off) != Severity::Off;
        }
        rows_.push_back(std::move(row));
    }
}

std::size_t Policy::number_of_role(std::string_view role) {
    const auto known = std::ranges::find(roles_, role);
    const auto number = static_cast<std::size_t>(known - roles_.begin());
    if (known == roles_.end()) {
        roles_.emplace_back(role);
        roles_rows_.emplace_back();
    }
    return number;
}

bool Policy::turns_on(std::size_t rule) const {
    return states_[rule].is_on || general(rule).severity != Severity::Off;
}

Policy::Place::Place(const Policy& policy, std::string_view schema, std::string_view object, const Actor& actor)
    : policy_(policy) {
    policy.placed_rows_.each(schema, object, [&](std::uint32_t number) {
        if (!policy.rows_[number].holds_at(schema, object)) return;
        if (counts(actor, policy.row_roles_[number])) narrow_.push_back(number);
    });
    for (std::size_t role = 0; role < policy.roles_rows_.size(); ++role) {
        if (counts(actor, role)) std::ranges::copy(policy.roles_rows_[role], std::back_inserter(narrow_));
    }
    std::ranges::sort(narrow_);
}

const Setting& Policy::Place::operator[](std::size_t rule) const {
    if (narrow_.empty()) return policy_.general(rule);
    return policy_.setting(rule, narrow_);
}

Policy::RowNumbers Policy::rows_of(std::size_t rule, std::span<const std::uint32_t> narrow) const {
    RowNumbers selecting;
    std::ranges::copy_if(narrow, std::back_inserter(selecting),
                         [&](std::uint32_t number) { return selects(rows_[number], *catalog()[rule]); });
    RowNumbers all;
    std::ranges::merge(selecting, states_[rule].rows, std::back_inserter(all));
    return all;
}

bool Policy::is_narrowed(std::size_t rule, std::span<const std::uint32_t> narrow) const {
    return std::ranges::any_of(narrow, [&](std::uint32_t number) { return selects(rows_[number], *catalog()[rule]); });
}

const Setting& Policy::setting(std::size_t rule, std::span<const std::uint32_t> narrow) const {
    const auto parameters = catalog()[rule]->parameters;
    const auto follows_narrowed = [&](const Parameter& parameter) {
        return !parameter.same_as.empty() && is_narrowed(index_of(parameter.same_as), narrow);
    };
    const Setting* general = states_[rule].general;
    if (general != nullptr && !is_narrowed(rule, narrow) && std::ranges::none_of(parameters, follows_narrowed)) {
        return *general;
    }
    Key key{rule, rows_of(rule, narrow)};
    const RowNumbers own = key.rows;
    for (const Parameter& parameter : parameters) {
        if (parameter.same_as.empty()) continue;
        key.rows.push_back(separator);
        std::ranges::copy(rows_of(index_of(parameter.same_as), narrow), std::back_inserter(key.rows));
    }
    const auto known = settings_.find(key);
    if (known != settings_.end()) return known->second;
    Setting resolved = resolve(rule, own, narrow);
    return settings_.emplace(std::move(key), std::move(resolved)).first->second;
}

Setting Policy::resolve(std::size_t index, const RowNumbers& rows, std::span<const std::uint32_t> narrow) const {
    const Rule& rule = *catalog()[index];
    Setting setting;
    Origins& from = setting.origins;
    setting.severity = stepped(rule.severity, profile_.severity_steps);
    setting.timing = rule.timing;
    for (const Parameter& parameter : rule.parameters) {
        setting.parameters.set(
            parameter.name, parameter.same_as.empty()
                                ? default_value(parameter)
                                : this->setting(index_of(parameter.same_as), narrow).parameters.shared(parameter.name));
        from.params.emplace_back(parameter.name, nullptr);
    }
    // From the least to the most specific row: the last row that sets an attribute wins.
    for (auto number = rows.rbegin(); number != rows.rend(); ++number) {
        const Row& row = rows_[*number];
        const auto decide = [&row](auto& attribute, const Row*& origin, const auto& value) {
            attribute = value;
            origin = &row;
        };
        if (row.severity) decide(setting.severity, from.severity, *row.severity);
        if (row.timing && rule.can_be_judged_at(*row.timing)) decide(setting.timing, from.timing, *row.timing);
        if (row.existing && !yields_on_existing(row, from.existing)) {
            decide(setting.existing, from.existing, *row.existing);
        }
        if (row.exemptions_follow) {
            decide(setting.exemptions_follow, from.exemptions_follow, *row.exemptions_follow);
        }
        if (!row.advice.empty()) decide(setting.advice, from.advice, row.advice);
        if (!row.docs_url.empty()) decide(setting.docs_url, from.docs_url, row.docs_url);
        for (const Row::Param& param : row.params) {
            const auto declared = std::ranges::find_if(rule.parameters, [&param](const Parameter& parameter) {
                return parameter.name == param.first && parameter.type == param.second->type;
            });
            if (declared == rule.parameters.end()) continue;
            setting.parameters.set(declared->name, param.second);
            from.params[static_cast<std::size_t>(declared - rule.parameters.begin())].second = &row;
        }
    }
    return setting;
}

}  // namespace mana_guard

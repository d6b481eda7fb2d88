#include "policy/policy.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "policy/compiling.hpp"
#include "policy/parameter_value.hpp"

namespace mana_guard {
namespace {

constexpr std::uint32_t separator = UINT32_MAX;
constexpr std::uint32_t no_role = UINT32_MAX;

std::size_t index_of(std::string_view rule_name) {
    const auto rules = catalog();
    const auto found = std::ranges::find(rules, rule_name, &Rule::name);
    return static_cast<std::size_t>(found - rules.begin());
}

// The texts of a row that are kept for itself, in the order in which they are packed: the patterns first, and last what
// few rows have. Of the reason it is enough that it isn't blank.
constexpr std::size_t row_text_count = 5;
constexpr std::string_view no_params = "{}";

// As most rows have it.
bool is_empty_object(std::string_view json) {
    return json.size() == no_params.size() && json.front() == '{' && json.back() == '}';
}

// Whether the pattern is right for sure.
bool is_sound(std::string_view pattern) {
    return !pattern.empty() && pattern.size() <= max_name_length;
}

constexpr Subject all_subjects[] = {Subject::Relation, Subject::Schema, Subject::Definition, Subject::Command};

bool checks(const Rule& rule, Subject subject) {
    switch (subject) {
        case Subject::Relation:
            return rule.judge != nullptr || rule.judge_registered != nullptr || rule.is_own();
        case Subject::Schema:
            return rule.judge_schema != nullptr;
        case Subject::Definition:
            return rule.judge_definition != nullptr;
        case Subject::Command:
            return rule.judge_command != nullptr || rule.judge_registered_command != nullptr;
    }
    return false;
}

// Those of the row's parameters that the rule has.
void take_params(const Rule& rule, const Row& row, Setting& setting) {
    for (const Row::Param& param : row.params) {
        const auto declared = std::ranges::find_if(rule.parameters, [&param](const Parameter& parameter) {
            return parameter.name == param.first && parameter.type == param.second->type;
        });
        if (declared == rule.parameters.end()) continue;
        setting.parameters.set(declared->name, param.second);
        setting.origins.params[static_cast<std::size_t>(declared - rule.parameters.begin())].second = &row;
    }
}

// Without those of its parameters that no row sets.
Facts facts_with(const Rule& rule, Facts set) {
    Facts unset;
    for (const Parameter& parameter : rule.parameters) unset |= parameter.facts;
    return rule.facts.without(unset.without(set));
}

auto& list_of(auto& lists, Subject subject) {
    return lists[static_cast<std::size_t>(subject)];
}

// Whether the row is milder about existing violations than an equally specific row of the same layer that has already
// set the attribute. Equally specific rows are ordered only by severity.
bool yields_on_existing(const Row& row, const Row* decided) {
    return decided != nullptr && *row.existing < *decided->existing && (row.id == 0) == (decided->id == 0) &&
           are_equally_specific(row, *decided);
}

bool counts(const Actor& actor, std::uint32_t role) {
    return role == no_role || (role < actor.roles.size() && actor.roles[role]);
}

}  // namespace

Facts ActiveRule::facts_after(Facts touched) const {
    if (rule->is_own()) return facts;
    if (touched.has(Fact::AddedIndexes) && facts.has(Fact::Indexes)) return Fact::AddedIndexes;
    if (touched.has(Fact::AddedColumns) && rule->judges_columns_apart) return Fact::AddedColumns;
    return facts;
}

Policy::Policy(std::string_view profiles, std::span<const RegistryRow> registry, std::span<const OwnRuleRow> own_rules)
    : known_(std::make_shared<const KnownRules>(own_rules)),
      profiles_(profiles_named(profiles)),
      registry_(registry, profiles_),
      states_(known_->all().size()),
      compiling_(std::make_unique<Compiling>(Compiling{.policy = *this})) {
    for (const Profile* profile : profiles_) {
        profile_names_ += (profile_names_.empty() ? "" : ", ") + std::string(profile->name);
    }
}

Policy::Policy(const PolicySource& source) : Policy(source.profile, source.registry, source.own_rules) {
    for (const PolicyRow& row : source.rows) add(row);
    finish();
    begin_exemptions();
    for (const ExemptionRow& row : source.exemptions) add(row);
    finish_exemptions();
}

Policy::Policy(ProfilesOf /*which*/, const Policy& other)
    : known_(other.known_),
      profiles_(other.profiles_),
      profile_names_(other.profile_names_),
      registry_({}, profiles_),
      states_(known_->all().size()),
      compiling_(std::make_unique<Compiling>(Compiling{.policy = *this})) {
    finish();
}

Policy::~Policy() = default;

void Policy::add(const PolicyRow& row) {
    const auto number = static_cast<std::uint32_t>(rows_.size());
    const Manner& manner = compiling_->manner_of(row);
    const std::uint32_t role = row.role_name.empty() ? no_role : compiling_->number_of_role(row.role_name);
    const bool has_params = !is_empty_object(row.params);
    if (has_params) note_facts_set(row.params, *manner.selection);
    const std::array<std::string_view, row_text_count> texts = {
        row.schema_pattern, row.object_pattern, has_params ? row.params : std::string_view(), row.advice, row.docs_url};
    rows_.push_back({row.id, manner.number, role, texts_.add(texts)});
    const bool is_reasonless = row.reason.data() != nullptr && is_blank(row.reason);
    // Parsing says what is wrong.
    if (is_reasonless || !is_sound(row.schema_pattern) || !is_sound(row.object_pattern))
        static_cast<void>(parse_kept(row, known_.get()));
    if (is_general(row)) {
        compiling_->general.push_back(number);
    } else if (is_everywhere(row)) {
        roles_rows_[role].push_back(number);
    } else {
        placed_rows_.add(row.schema_pattern, row.object_pattern, number);
    }
}

// A name that only seems to be there costs no more than what is read in vain.
void Policy::note_facts_set(std::string_view params, const Selection& selection) {
    for (const auto& [rule, parameter] : compiling_->reading) {
        if (selection.rules[rule] && params.find(parameter->name) != std::string_view::npos)
            states_[rule].facts_set |= parameter->facts;
    }
}

void Policy::finish() {
    team_rows_ = rows_.size();
    for (const Profile* profile : profiles_) {
        for (const PolicyRow& row : profile->rows) add(row);
        profile_rows_.push_back(rows_.size());
    }
    place_general_rows();
    for (auto& [schema, registration] : registry_.schemas()) {
        if (registration.owner_role.empty()) continue;
        registration.owner_number = compiling_->number_of_role(registration.owner_role);
    }
    list_rules();
    compiling_.reset();
}

void Policy::finish_exemptions() {
    for (const Profile* profile : profiles_) {
        for (const ExemptionRow& row : profile->exemptions) add(row);
    }
    for (const ExemptionRow& row : exemptions_of_all_profiles()) add(row);
    exemptions_ = std::move(coming_exemptions_);
}

const Exemptions& Policy::exemptions() const {
    if (exemptions_ == nullptr) throw std::logic_error("the exemptions have not been read");
    return *exemptions_;
}

void Policy::check() const {
    for (const Entry& entry : rows_) static_cast<void>(parse_kept(stored(entry), known_.get()));
    exemptions().check();
}

PolicyRow Policy::stored(const Entry& entry) const {
    std::array<std::string_view, row_text_count> texts;
    PackedTexts::read(entry.packed, texts);
    const Manner& manner = manners_[entry.manner];
    return {.id = entry.id,
            .rule = manner.selection->text,
            .schema_pattern = texts[0],
            .object_pattern = texts[1],
            .role_name = entry.role == no_role ? std::string_view() : roles_[entry.role],
            .severity = manner.severity,
            .timing = manner.timing,
            .existing = manner.existing,
            .exemptions_follow = manner.exemptions_follow,
            .params = texts[2].data() == nullptr ? no_params : texts[2],
            .advice = texts[3],
            .docs_url = texts[4],
            .dialect = manner.dialect};
}

void Policy::place_general_rows() {
    RowNumbers& general = compiling_->general;
    sort(general);
    for (const std::uint32_t number : general) {
        for (std::size_t i = 0; i < states_.size(); ++i) {
            if (selects(number, i)) states_[i].rows.push_back(number);
        }
    }
}

void Policy::list_rules() {
    for (const Subject subject : {Subject::Relation, Subject::Command}) {
        list_of(on_anywhere_, subject).reserve(states_.size() / 2);
        list_of(on_in_general_, subject).reserve(states_.size() / 2);
    }
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const Rule& rule = *known_->all()[i];
        const bool is_on_in_general = general_severity(i) != Severity::Off;
        const auto turns_on = [i](const Selection& selection) { return selection.turns_on && selection.rules[i]; };
        states_[i].is_on = (is_on_in_general || std::ranges::any_of(selections_, turns_on)) &&
                           !(rule.needs_registry && registry_.empty());
        if (!states_[i].is_on) continue;
        const Facts facts = facts_with(rule, states_[i].facts_set);
        const auto enforces = [i](const Selection& selection) { return selection.enforces && selection.rules[i]; };
        if (std::ranges::any_of(selections_, enforces)) facts_enforced_ |= facts;
        // What an own rule reads is its own matter; of the model it needs the columns that its findings name.
        const Facts read = rule.is_own() ? Facts(Fact::Columns) : facts | rule.facts_of_fix;
        const ActiveRule active{&rule, i, rule.kinds, rule.commands, read, facts};
        for (const Subject subject : all_subjects) {
            if (!checks(rule, subject)) continue;
            list_of(on_anywhere_, subject).push_back(active);
            if (is_on_in_general) list_of(on_in_general_, subject).push_back(active);
        }
        if (rule.commands.empty()) {
            facts_read_ |= active.facts;
        } else {
            commands_judged_ |= rule.commands;
            session_read_ |= rule.session;
        }
    }
}

const Policy::Answer& Policy::answer(Facts touched) const noexcept {
    const auto* const known = std::ranges::find(answers_.last, touched, &Answer::touched);
    if (known != answers_.last.end()) return *known;
    const auto read = [touched](const Lists& lists) {
        Facts facts;
        for (const Subject subject : {Subject::Relation, Subject::Schema, Subject::Definition}) {
            for (const ActiveRule& active : list_of(lists, subject)) {
                if (active.is_asked_after(touched)) facts |= active.facts_after(touched);
                if (active.rule->depends_on_added(touched)) facts |= touched & added_facts;
            }
        }
        return facts;
    };
    Answer& oldest = answers_.last[answers_.next];
    answers_.next = (answers_.next + 1) % answers_.last.size();
    return oldest = {touched, read(on_anywhere_), read(on_in_general_)};
}

const Row& Policy::row(std::uint32_t number) const {
    const Entry& entry = rows_[number];
    if (entry.parsed == nullptr) entry.parsed = std::make_unique<const Row>(parse_kept(stored(entry), known_.get()));
    return *entry.parsed;
}

bool Policy::comes_before(std::uint32_t a, std::uint32_t b) const {
    if (is_of_profile(a) != is_of_profile(b)) return is_of_profile(b);
    if (outranks(row(a), row(b))) return true;
    return !outranks(row(b), row(a)) && a < b;
}

void Policy::sort(RowNumbers& rows) const {
    // Also a row that is alone is parsed: whether it is damaged must not depend on what else there is.
    for (const std::uint32_t number : rows) static_cast<void>(row(number));
    std::ranges::sort(rows, [this](std::uint32_t a, std::uint32_t b) { return comes_before(a, b); });
}

bool Policy::holds_under(std::uint32_t number, std::size_t profile) const {
    const std::size_t first = profile == 0 ? team_rows_ : profile_rows_[profile - 1];
    return number < team_rows_ || (number >= first && number < profile_rows_[profile]);
}

Policy::Ruling Policy::strictest(std::size_t rule, const RowNumbers& rows) const {
    const auto severity_under = [&](std::size_t profile) {
        for (const std::uint32_t number : rows) {
            if (!is_of_profile(number) || !holds_under(number, profile)) continue;
            if (const auto severity = row(number).severity) return *severity;
        }
        return profiles_[profile]->severity_of(*known_->all()[rule]);
    };
    Ruling found{0, severity_under(0)};
    for (std::size_t profile = 1; profile < profiles_.size(); ++profile) {
        const Severity severity = severity_under(profile);
        if (severity > found.severity) found = {profile, severity};
    }
    return found;
}

Severity Policy::general_severity(std::size_t rule) const {
    const RowNumbers& rows = states_[rule].rows;
    for (const std::uint32_t number : rows) {
        if (is_of_profile(number)) break;
        if (const auto severity = row(number).severity) return *severity;
    }
    return strictest(rule, rows).severity;
}

Policy::Place::Place(const Policy& policy, std::string_view schema, std::string_view object, const Actor& actor)
    : policy_(policy) {
    policy.placed_rows_.each(schema, object, [&](std::uint32_t number) {
        const Entry& entry = policy.rows_[number];
        if (!counts(actor, entry.role)) return;
        std::array<std::string_view, 2> patterns;
        PackedTexts::read(entry.packed, patterns);
        if (glob_matches(patterns[0], schema) && glob_matches(patterns[1], object)) narrow_.push_back(number);
    });
    for (std::uint32_t role = 0; role < policy.roles_rows_.size(); ++role) {
        if (counts(actor, role)) std::ranges::copy(policy.roles_rows_[role], std::back_inserter(narrow_));
    }
    policy.sort(narrow_);
}

std::span<const ActiveRule> Policy::Place::rules(Subject subject) const {
    return list_of(narrow_.empty() ? policy_.on_in_general_ : policy_.on_anywhere_, subject);
}

Facts Policy::Place::facts_read(Facts touched) const noexcept {
    return narrow_.empty() ? policy_.facts_read_in_general(touched) : policy_.facts_read(touched);
}

Policy::RowNumbers Policy::rows_of(std::size_t rule, std::span<const std::uint32_t> narrow) const {
    RowNumbers selecting;
    std::ranges::copy_if(narrow, std::back_inserter(selecting),
                         [&](std::uint32_t number) { return selects(number, rule); });
    RowNumbers all;
    std::ranges::merge(selecting, states_[rule].rows, std::back_inserter(all),
                       [this](std::uint32_t a, std::uint32_t b) { return comes_before(a, b); });
    return all;
}

bool Policy::is_narrowed(std::size_t rule, std::span<const std::uint32_t> narrow) const {
    return std::ranges::any_of(narrow, [&](std::uint32_t number) { return selects(number, rule); });
}

const Setting& Policy::general(std::size_t rule) const {
    const RuleState& state = states_[rule];
    if (state.general == nullptr) state.general = std::make_unique<const Setting>(resolve(rule, state.rows, {}));
    return *state.general;
}

const Setting& Policy::setting(std::size_t rule, std::span<const std::uint32_t> narrow) const {
    const auto follows_narrowed = [&](const Parameter& parameter) {
        return !parameter.same_as.empty() && is_narrowed(index_of(parameter.same_as), narrow);
    };
    if (narrow.empty() ||
        (!is_narrowed(rule, narrow) && std::ranges::none_of(known_->all()[rule]->parameters, follows_narrowed))) {
        return general(rule);
    }
    return narrowed(rule, narrow);
}

const Setting& Policy::narrowed(std::size_t rule, std::span<const std::uint32_t> narrow) const {
    Key key{rule, rows_of(rule, narrow)};
    RowNumbers own = key.rows;
    for (const Parameter& parameter : known_->all()[rule]->parameters) {
        if (parameter.same_as.empty()) continue;
        key.rows.push_back(separator);
        std::ranges::copy(rows_of(index_of(parameter.same_as), narrow), std::back_inserter(key.rows));
    }
    const auto known = settings_.find(key);
    if (known != settings_.end()) return known->second;
    Setting resolved = resolve(rule, std::move(own), narrow);
    return settings_.emplace(std::move(key), std::move(resolved)).first->second;
}

Setting Policy::resolve(std::size_t index, RowNumbers rows, std::span<const std::uint32_t> narrow) const {
    const Rule& rule = *known_->all()[index];
    const std::size_t decides = strictest(index, rows).profile;
    std::erase_if(rows, [&](std::uint32_t number) { return !holds_under(number, decides); });
    Setting setting;
    Origins& from = setting.origins;
    from.profile = profiles_[decides];
    setting.severity = from.profile->severity_of(rule);
    setting.timing = rule.timing;
    setting.dialect = from.profile->dialect;
    setting.parameters.reserve(rule.parameters.size());
    from.params.reserve(rule.parameters.size());
    for (const Parameter& parameter : rule.parameters) {
        if (parameter.same_as.empty()) {
            setting.parameters.set_default(parameter, default_value);
        } else {
            const Setting& followed = this->setting(index_of(parameter.same_as), narrow);
            setting.parameters.set(parameter.name, followed.parameters.shared(parameter.name));
        }
        from.params.emplace_back(parameter.name, nullptr);
    }
    // From the least to the most specific row: the last row that sets an attribute wins.
    for (auto number = rows.rbegin(); number != rows.rend(); ++number) {
        const Row& row = this->row(*number);
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
        if (row.dialect) decide(setting.dialect, from.dialect, *row.dialect);
        take_params(rule, row, setting);
    }
    return setting;
}

}  // namespace mana_guard

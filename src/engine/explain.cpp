// The wall: what is in force, and why.

#include <algorithm>
#include <string>
#include <vector>

#include "engine/judge.hpp"
#include "engine/wall.hpp"
#include "policy/parameter_value.hpp"
#include "policy/params_reader.hpp"
#include "policy/policy.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"

namespace mana_guard {
namespace {

std::string declaration_of(const Parameter& parameter) {
    const std::string origin = parameter.same_as.empty()
                                   ? formatted("\"default\": {}", json_of(*default_value(parameter)))
                                   : formatted("\"same_as\": {}", json_string(parameter.same_as));
    return formatted(R"({}: {{"type": "{}", {}, "help": {}}})", json_string(parameter.name), name_of(parameter.type),
                     origin, json_string(parameter.help));
}

std::string page_of(const Rule& rule) {
    if (rule.is_own()) return "docs/own-rules.md";
    return formatted("docs/rules/{}/{}.md", name_of(rule.category), rule.name);
}

// A JSON object with the result of `member` for each parameter.
template <typename Member>
std::string json_object(std::span<const Parameter> parameters, const Member& member) {
    std::string members;
    for (const Parameter& parameter : parameters) members += (members.empty() ? "" : ", ") + member(parameter);
    return "{" + members + "}";
}

std::string origin_of(const Row* row, const Setting& setting) {
    if (row == nullptr) return "default";
    if (row->id == 0) return formatted("profile {}", setting.origins.profile->name);
    return formatted("policy row {}", row->id);
}

// If no row sets the severity, the profile may have changed the rule's own; of several, one has decided.
std::string severity_origin(const Setting& setting, const Policy& policy) {
    const Profile& profile = *setting.origins.profile;
    const bool has_decided = profile.sets_severities() || policy.profiles().size() > 1;
    if (setting.origins.severity == nullptr && has_decided) return formatted("profile {}", profile.name);
    return origin_of(setting.origins.severity, setting);
}

std::string parameter_origin(const Setting& setting, const Parameter& parameter) {
    const auto& params = setting.origins.params;
    const auto found = std::ranges::find(params, parameter.name, [](const auto& param) { return param.first; });
    if (found->second == nullptr && !parameter.same_as.empty()) return formatted("rule {}", parameter.same_as);
    return origin_of(found->second, setting);
}

std::string described(const Exemption& exemption, std::int64_t now) {
    std::string text = exemption.id == 0 ? std::string("profile") : formatted("exemption {}", exemption.id);
    if (exemption.column) text += formatted(", column {}", exemption.column->text());
    if (exemption.value) text += formatted(", value \"{}\"", *exemption.value);
    for (std::size_t i = 0; i < exemption.columns.size(); ++i) {
        text += (i == 0 ? ", for tables with the columns " : ", ") + std::string(exemption.columns[i]);
    }
    if (exemption.until != no_end) {
        text += formatted(", {} {}", exemption.has_expired(now) ? "ended" : "until", exemption.until_text);
    }
    return text + ": " + exemption.reason;
}

Explanation explained(const Policy& policy, std::size_t index, const Setting& setting, const std::string& exemptions,
                      Allocator allocator) {
    const Rule& rule = *policy.known().all()[index];
    const auto values = [&](const Parameter& parameter) {
        return formatted("{}: {}", json_string(parameter.name), json_of(*setting.parameters.shared(parameter.name)));
    };
    const auto origins = [&](const Parameter& parameter) {
        return formatted("{}: {}", json_string(parameter.name), json_string(parameter_origin(setting, parameter)));
    };
    const Origins& from = setting.origins;
    return {copied(allocator, rule.name),
            copied(allocator, rule.code),
            copied(allocator, name_of(setting.severity)),
            copied(allocator, severity_origin(setting, policy)),
            copied(allocator, name_of(setting.timing)),
            copied(allocator, origin_of(from.timing, setting)),
            rule.is_change ? nullptr : copied(allocator, name_of(setting.existing)),
            rule.is_change ? nullptr : copied(allocator, origin_of(from.existing, setting)),
            copied(allocator, json_object(rule.parameters, values)),
            copied(allocator, json_object(rule.parameters, origins)),
            copied(allocator, setting.advice),
            setting.advice.empty() ? nullptr : copied(allocator, origin_of(from.advice, setting)),
            copied(allocator, exemptions)};
}

}  // namespace

Outcome list_rules(const Policy* policy, Allocator allocator, std::span<const CatalogEntry>* entries,
                   Failure* failure) noexcept {
    return guarded(failure, [&] {
        const Policy profiles(Policy::ProfilesOf::Other, *policy);
        std::size_t i = 0;
        *entries = copied_each<CatalogEntry>(allocator, policy->known().all(), [&](const Rule* rule) {
            const std::size_t index = i++;
            return CatalogEntry{
                copied(allocator, rule->code),
                copied(allocator, rule->name),
                copied(allocator, name_of(rule->category)),
                copied(allocator, name_of(profiles.general(index).severity)),
                copied(allocator, name_of(policy->general(index).severity)),
                copied(allocator, name_of(policy->general(index).timing)),
                copied(allocator, rule->summary),
                copied(allocator, json_object(rule->parameters,
                                              [](const Parameter& parameter) { return declaration_of(parameter); })),
                copied(allocator, page_of(*rule)),
                copied(allocator, profiles.general(index).origins.profile->name)};
        });
    });
}

Outcome explain(const Policy* policy, std::string_view schema, std::string_view object, const Change& change,
                Allocator allocator, std::span<const Explanation>* explanations, Failure* failure) noexcept {
    return guarded(failure, [&] {
        const Policy::Place place = policy->at(schema, object, change.actor);
        std::vector<const Exemption*> exemptions;
        policy->exemptions().each_at(schema, object, [&](const Exemption& one) { exemptions.push_back(&one); });
        std::ranges::sort(exemptions, {}, &Exemption::id);
        std::size_t i = 0;
        *explanations = copied_each<Explanation>(allocator, policy->known().all(), [&](const Rule* rule) {
            const std::size_t index = i++;
            std::string waived;
            for (const Exemption* exemption : exemptions) {
                if (!exemption->rules.selects(*rule)) continue;
                waived += (waived.empty() ? "" : "\n") + described(*exemption, change.now);
            }
            return explained(*policy, index, place[index], waived, allocator);
        });
    });
}

Outcome list_registry(const Policy* policy, Allocator allocator, std::span<const RegisteredSchema>* schemas,
                      Failure* failure) noexcept {
    return guarded(failure, [&] {
        *schemas = copied_each<RegisteredSchema>(allocator, policy->registry().schemas(), [&](const auto& entry) {
            const auto& [schema, registration] = entry;
            return RegisteredSchema{copied(allocator, schema), copied(allocator, registration.service),
                                    copied(allocator, registration.owner_role), registration.migration_lock_id,
                                    registration.is_of_profile};
        });
    });
}

Outcome find_whether_tools(const Policy* policy, std::string_view schema, bool* is_tools, Failure* failure) noexcept {
    return guarded(failure, [&] {
        const auto rules = policy->known().all();
        const auto rule = std::ranges::find(rules, "schema_registered", &Rule::name);
        *is_tools = policy->exemptions().of({**rule, schema, {}, {}, {}}) != nullptr;
    });
}

Outcome list_following(const Policy* policy, std::string_view schema, std::string_view object, const Change& change,
                       Allocator allocator, std::span<const std::int64_t>* exemptions, Failure* failure) noexcept {
    return guarded(failure, [&] {
        *exemptions = {};
        if (!policy->exemptions_may_follow()) return;
        const Policy::Place place = policy->at(schema, object, change.actor);
        const auto rules = policy->known().all();
        std::vector<std::int64_t> following;
        policy->exemptions().each_at(schema, object, [&](const Exemption& one) {
            // Patterns don't follow an object.
            if (one.schema.kind() != Glob::Kind::Exact || one.object.kind() != Glob::Kind::Exact) return;
            for (std::size_t i = 0; i < rules.size(); ++i) {
                if (!one.rules.selects(*rules[i]) || !place[i].exemptions_follow) continue;
                following.push_back(one.id);
                return;
            }
        });
        *exemptions = copied_each<std::int64_t>(allocator, following, [](std::int64_t id) { return id; });
    });
}

}  // namespace mana_guard

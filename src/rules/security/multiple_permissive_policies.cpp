// MG815 multiple_permissive_policies: one permissive policy says which rows a role sees, not the sum of several.
#include <algorithm>
#include <vector>

#include "rules/rule.hpp"

namespace mana_guard::rules::multiple_permissive_policies {
namespace {

constexpr std::string_view commands[] = {"select", "insert", "update", "delete"};

// The permissive policies that PostgreSQL joins by OR for these commands of a role.
struct Union {
    std::string_view role;
    std::vector<const RowPolicy*> policies;
    std::vector<std::string_view> commands;
};

bool is_for(const RowPolicy& policy, std::string_view role) {
    return std::ranges::find(policy.roles, role) != policy.roles.end();
}

std::vector<const RowPolicy*> policies_for(const Table& table, std::string_view command, std::string_view role) {
    std::vector<const RowPolicy*> policies;
    for (const RowPolicy& policy : table.policies) {
        const bool is_about = policy.command == command || policy.command == "all";
        if (policy.is_permissive && is_about && (is_for(policy, role) || is_for(policy, "public")))
            policies.push_back(&policy);
    }
    return policies;
}

// Each role that a policy names, in their order.
std::vector<std::string_view> roles_named(const Table& table) {
    std::vector<std::string_view> roles;
    for (const RowPolicy& policy : table.policies) {
        for (const std::string_view role : policy.roles) {
            if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
        }
    }
    return roles;
}

// What holds for everybody isn't said again of each role.
bool is_of_everybody(const std::vector<const RowPolicy*>& policies) {
    return std::ranges::all_of(policies, [](const RowPolicy* policy) { return is_for(*policy, "public"); });
}

std::vector<Union> unions_of(const Table& table) {
    std::vector<Union> unions;
    for (const std::string_view role : roles_named(table)) {
        for (const std::string_view command : commands) {
            auto policies = policies_for(table, command, role);
            if (policies.size() < 2 || (role != "public" && is_of_everybody(policies))) continue;
            const auto same = std::ranges::find_if(
                unions, [&](const Union& other) { return other.role == role && other.policies == policies; });
            if (same == unions.end()) {
                unions.push_back({role, std::move(policies), {command}});
            } else {
                same->commands.push_back(command);
            }
        }
    }
    return unions;
}

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    if (!table.row_security) return;
    for (const Union& one : unions_of(table)) {
        std::vector<std::string_view> names;
        for (const RowPolicy* policy : one.policies) names.push_back(policy->quoted_name);
        const std::string what = formatted("{} by {}: {}", joined(one.commands, ", "), one.role, joined(names, ", "));
        found.at_object()
            .says("{kind} {object} has {} permissive policies for {}", one.policies.size(), what)
            .value(what);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG815",
    .name = "multiple_permissive_policies",
    .category = Category::Security,
    .severity = Severity::Off,
    .summary = "A role has one permissive row security policy for each command on a table.",
    .why =
        "PostgreSQL joins permissive policies by OR: it evaluates all of them for each row, and a row that one of them "
        "hides is shown by another. Which rows a role sees cannot be read from any single policy.",
    .facts = Fact::Security,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::multiple_permissive_policies

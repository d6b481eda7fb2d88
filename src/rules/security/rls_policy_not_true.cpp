// MG811 rls_policy_not_true: a policy that is always true is a grant that looks like row security.
#include "rules/rule.hpp"

namespace mana_guard::rules::rls_policy_not_true {
namespace {

constexpr Parameter parameters[] = {
    names("roles", "Roles that may see all rows through a policy that is always true.", {}),
};

constexpr std::string_view commands[] = {"select", "insert", "update", "delete"};

// The two sides of a policy: the rows that it shows to a command, and those that a command may leave behind.
using Side = bool RowPolicy::*;
constexpr Side shown = &RowPolicy::using_is_true;
constexpr Side left = &RowPolicy::check_is_true;

bool is_about(const RowPolicy& policy, std::string_view command) {
    return policy.command == command || policy.command == "all";
}

bool holds_for_all_of(const RowPolicy& policy, std::span<const std::string_view> roles) {
    const auto holds_for = [&](std::string_view role) {
        return std::ranges::find(policy.roles, role) != policy.roles.end();
    };
    return holds_for("public") || std::ranges::all_of(roles, holds_for);
}

// Whether a restrictive policy narrows what this one lets through. PostgreSQL's manual recommends restrictive policies
// for conditions that must always hold.
bool is_narrowed(const Table& table, const RowPolicy& policy, std::string_view command, Side side) {
    return std::ranges::any_of(table.policies, [&](const RowPolicy& other) {
        return !other.is_permissive && is_about(other, command) && !(other.*side) &&
               holds_for_all_of(other, policy.roles);
    });
}

bool is_open(const Table& table, const RowPolicy& policy, std::string_view command) {
    if (!is_about(policy, command)) return false;
    const auto is_open_on = [&](Side side) { return policy.*side && !is_narrowed(table, policy, command, side); };
    const bool sees = command != "insert";
    const bool leaves = command == "insert" || command == "update";
    return (sees && is_open_on(shown)) || (leaves && is_open_on(left));
}

std::string joined(std::span<const std::string_view> names) {
    std::string text;
    for (const std::string_view name : names) text += formatted("{}{}", text.empty() ? "" : ", ", name);
    return text;
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& readers = p["roles"];
    for (const RowPolicy& policy : table.policies) {
        if (!policy.is_permissive) continue;
        const bool may_read =
            std::ranges::all_of(policy.roles, [&](std::string_view role) { return readers.matches(role); });
        std::vector<std::string_view> open;
        for (const std::string_view command : commands) {
            if (command == "select" && may_read) continue;
            if (is_open(table, policy, command)) open.push_back(command);
        }
        if (open.empty()) continue;
        found.at(policy)
            .says("policy {part} of {kind} {object} is always true for {} by {}", joined(open), joined(policy.roles))
            .value(joined(open));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG811",
    .name = "rls_policy_not_true",
    .category = Category::Security,
    .severity = Severity::Warn,
    .summary = "A permissive row security policy is not always true.",
    .why =
        "Permissive policies are joined by OR, so one that is always true makes all others for the same command "
        "useless. Its roles read or change everyone's rows, although the table looks protected.",
    .facts = Fact::Security,
    .judges_partitions = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::rls_policy_not_true

// MG507 fk_action_allowed: what a foreign key does on DELETE and UPDATE is on the house's list.
#include "rules/keys/foreign_keys.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::fk_action_allowed {
namespace {

constexpr Parameter parameters[] = {
    names("on_delete", "Actions that a foreign key may have ON DELETE.",
          {"cascade", "set null", "restrict", "no action"}),
    names("on_update", "Actions that a foreign key may have ON UPDATE.", {"no action"}),
};

constexpr std::array<std::string_view, 5> actions = {"no action", "restrict", "cascade", "set null", "set default"};

// The only action that is allowed; empty where there are several, since the author has to choose.
std::string_view only_one(const Names& allowed) {
    std::string_view only;
    for (const std::string_view action : actions) {
        if (!allowed.matches(action)) continue;
        if (!only.empty()) return {};
        only = action;
    }
    return only;
}

// What is set to null on deletion must be nullable, and a default may be no row of the target.
bool suits(std::string_view action) {
    return action == "no action" || action == "restrict" || action == "cascade";
}

// The action that it should have; empty where nothing but the author knows.
std::string_view right_action(std::string_view action, const Names& allowed) {
    if (allowed.matches(action)) return action;
    const std::string_view right = only_one(allowed);
    return suits(right) ? right : std::string_view();
}

void judge_key(const Table& table, const ForeignKey& key, const Parameters& p, Findings& found) {
    const std::string_view on_delete = right_action(key.on_delete, p["on_delete"]);
    const std::string_view on_update = right_action(key.on_update, p["on_update"]);
    const auto judge_event = [&](std::string_view event, std::string_view action, const Names& allowed) {
        if (allowed.matches(action)) return;
        auto finding = found.at(key);
        finding
            .says("foreign key {part} of {kind} {object} does {} on {}, allowed is {}", action, event, allowed.listed())
            .value(formatted("on {} {}", event, action));
        if (!on_delete.empty() && !on_update.empty()) offer_actions(finding, table, key, on_delete, on_update);
    };
    judge_event("delete", key.on_delete, p["on_delete"]);
    judge_event("update", key.on_update, p["on_update"]);
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (const ForeignKey& key : table.foreign_keys) {
        if (!key.is_inherited) judge_key(table, key, p, found);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG507",
    .name = "fk_action_allowed",
    .category = Category::Keys,
    .severity = Severity::Off,
    .summary = "A foreign key does on DELETE and UPDATE what the house allows.",
    .why =
        "An action changes rows that the statement doesn't name. A key whose value is updated is usually a mistake: "
        "the "
        "keys here never change.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_partitions = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::fk_action_allowed

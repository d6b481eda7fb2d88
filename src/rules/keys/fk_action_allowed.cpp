// MG507 fk_action_allowed: the ON DELETE and ON UPDATE actions of a foreign key are on your team's list.
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

// The only action that is allowed; empty if there are several, since the author has to choose.
std::string_view only_one(const Names& allowed) {
    std::string_view only;
    for (const std::string_view action : actions) {
        if (!allowed.matches(action)) continue;
        if (!only.empty()) return {};
        only = action;
    }
    return only;
}

// SET NULL needs nullable columns, and for SET DEFAULT the target may have no row with the default.
bool suits(std::string_view action) {
    return action == "no action" || action == "restrict" || action == "cascade";
}

// The action that it should have; empty if only the author can know.
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
            .says("foreign key {part} of {kind} {object} uses {} on {}; only {} is allowed", action, event,
                  allowed.listed())
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
    .summary = "A foreign key has only ON DELETE and ON UPDATE actions that your team allows.",
    .why =
        "An action changes or deletes rows that the statement does not name. The keys here never change, so an action "
        "on update is usually a mistake.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_partitions = true,
    .added_column_concerns = concerns_no_added_column,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::fk_action_allowed

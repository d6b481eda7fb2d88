// MG619 enum_value_order: a new value of an enum is given its place.
#include "rules/rule.hpp"

namespace mana_guard::rules::enum_value_order {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (command.of_same_transaction) return;
    found.at_object()
        .says("value {} is added to {kind} {object} without BEFORE or AFTER, so it sorts last", command.quoted_name)
        .value(command.name)
        .cure("ALTER TYPE {object} ADD VALUE {} AFTER {};", command.quoted_name, command.value);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG619",
    .name = "enum_value_order",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A new value of an enum is added with BEFORE or AFTER.",
    .why =
        "ORDER BY and comparisons follow the order of the values, which cannot be changed later: a value that was put "
        "last by mistake stays last.",
    .kinds = ObjectKind::Enum,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AddEnumValue,
};

}  // namespace mana_guard::rules::enum_value_order

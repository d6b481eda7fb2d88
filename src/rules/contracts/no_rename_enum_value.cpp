// MG713 no_rename_enum_value: clients use the labels.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_rename_enum_value {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (command.of_same_transaction) return;
    found.at_object()
        .says("value {} of {kind} {object} is renamed to {}; every client that uses the old name will fail",
              command.quoted_name, command.new_name)
        .value(command.name)
        .cure("ALTER TYPE {object} ADD VALUE {} AFTER {};", command.new_name, command.quoted_name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG713",
    .name = "no_rename_enum_value",
    .category = Category::Contracts,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "The values of an enum keep their names.",
    .why =
        "A client that knows only the old label fails on the first row that has the new one, and its own writes are "
        "refused. A second value lets both labels work until the last client has switched.",
    .kinds = ObjectKind::Enum,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::RenameEnumValue,
};

}  // namespace mana_guard::rules::no_rename_enum_value

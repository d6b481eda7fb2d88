// MG711 no_truncate: rows are removed with DELETE.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_truncate {
namespace {

constexpr Parameter parameters[] = {
    flag("cascade_only", "Whether TRUNCATE passes where it does not say CASCADE.", false),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.in_use) return;
    if (command.is_taken_along) {
        found.at_object().says("{kind} {object} is emptied by CASCADE along with {}", command.value);
        return;
    }
    if (p.flag("cascade_only") && !command.is_cascade) return;
    const std::string_view first = command.takes_others ? "-- after deleting from the tables that refer to it\n" : "";
    found.at_object()
        .says("{kind} {object} is in use, and TRUNCATE removes all its rows")
        .cure("{}DELETE FROM {object};\n-- in batches if the table is large", first);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG711",
    .name = "no_truncate",
    .category = Category::Contracts,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A table in use is not emptied by TRUNCATE.",
    .why =
        "TRUNCATE removes all rows at once under ACCESS EXCLUSIVE and fires no DELETE trigger, and readers of an older "
        "snapshot find the table empty. With CASCADE it also empties tables that it does not name.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::Truncate,
};

}  // namespace mana_guard::rules::no_truncate

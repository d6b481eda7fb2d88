// MG711 no_truncate: rows go by DELETE.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_truncate {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    if (command.is_taken_along) {
        found.at_object().says("{kind} {object} is emptied along with {}, which CASCADE takes it for", command.value);
        return;
    }
    const std::string_view first = command.is_cascade ? "-- first of the tables that refer to it\n" : "";
    found.at_object()
        .says("{kind} {object} is in use, and all its rows go")
        .cure("{}DELETE FROM {object};\n-- in steps where it is large", first);
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
        "TRUNCATE takes all rows at once under ACCESS EXCLUSIVE, fires no DELETE trigger, and readers of an older "
        "snapshot "
        "find the table empty; with CASCADE it empties tables that it doesn't name.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Truncate,
};

}  // namespace mana_guard::rules::no_truncate

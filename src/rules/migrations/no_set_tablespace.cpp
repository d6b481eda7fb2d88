// MG622 no_set_tablespace: files are copied under lock.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_set_tablespace {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    auto finding = found.at(command);
    finding.value(command.value);
    if (command.name.empty()) {
        finding.says("{kind} {object} moves to tablespace {}, which copies it while nobody can use it",
                     command.new_name);
    } else {
        finding.says(
            "index {part} of {kind} {object} moves to tablespace {}, which copies it while nobody can use either",
            command.new_name);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG622",
    .name = "no_set_tablespace",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A table in use and its indexes stay in their tablespaces.",
    .why =
        "SET TABLESPACE copies a table or an index file by file under ACCESS EXCLUSIVE, and no event tells of it as of "
        "a rewrite. While an index is locked no query of its table can be planned, nor a row be written.",
    .kinds = stored_tables | ObjectKind::MaterializedView,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::SetTablespace,
};

}  // namespace mana_guard::rules::no_set_tablespace

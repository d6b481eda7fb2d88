// MG622 no_set_tablespace: files are copied under lock.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_set_tablespace {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    auto finding = found.at(command);
    finding.value(command.value);
    if (command.name.empty()) {
        finding.says("{kind} {object} is moved to tablespace {} with a copy that blocks reads and writes",
                     command.new_name);
    } else {
        finding.says(
            "index {part} of {kind} {object} is moved to tablespace {} with a copy that blocks reads and writes",
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
        "SET TABLESPACE copies a table or an index file by file under ACCESS EXCLUSIVE, and unlike a rewrite it fires "
        "no table_rewrite event. While an index is locked, no query on its table can be planned and no row can be "
        "written.",
    .kinds = ObjectKind::Table | ObjectKind::MaterializedView,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::SetTablespace,
};

}  // namespace mana_guard::rules::no_set_tablespace

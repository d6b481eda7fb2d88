// MG629 invalid_index_skipped: IF NOT EXISTS takes what a failed build has left for the index.
#include "rules/rule.hpp"

namespace mana_guard::rules::invalid_index_skipped {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    found.at(command)
        .says("index {part} of {kind} {object} exists but is invalid; IF NOT EXISTS makes no other")
        .value(command.name)
        .cure("DROP INDEX {}{};\n-- then this statement", command.in_block ? "" : "CONCURRENTLY ", command.definition);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG629",
    .name = "invalid_index_skipped",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "CREATE INDEX IF NOT EXISTS does not pass over an invalid index.",
    .why =
        "CREATE INDEX CONCURRENTLY that fails leaves an invalid index behind. When the migration is run again, IF NOT "
        "EXISTS finds its name and succeeds, but no query uses the index and every write still pays for it.",
    .kinds = ObjectKind::Table | ObjectKind::MaterializedView,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::PassOver,
};

}  // namespace mana_guard::rules::invalid_index_skipped

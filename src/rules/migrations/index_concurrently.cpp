// MG601 index_concurrently: writes go on while an index is built.
#include "rules/index_naming.hpp"
#include "rules/migrations/in_block.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::index_concurrently {
namespace {

constexpr Parameter parameters[] = {
    number("min_size_bytes", "Tables smaller than this, in bytes, are ignored.", 0),
    names_as_in("index_name", "patterns", "Patterns for the index's name in the HINT; as in index_name unless set."),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.in_use || command.bytes < p.number("min_size_bytes")) return;
    auto finding = found.at(command);
    finding.says("{kind} {object} is in use; building this index blocks writes").value(command.keys);
    const std::string_view unique = command.is_unique ? "UNIQUE " : "";
    // Where names are checked, one that would pass.
    const std::string better = found.judges_index_names() ? better_index_name(command, p["patterns"]) : std::string();
    const std::string plain_name = better.empty() ? std::string(command.name) : better;
    if (!better.empty()) finding.cure_makes(plain_name);
    const std::string name = plain_name.empty() ? std::string() : sql_name(plain_name) + " ";
    if (!command.is_unique) finding.makes_index(plain_name, command.definition);
    if (command.can_be_concurrent) {
        finding.cure("{0}CREATE {1}INDEX CONCURRENTLY {2}ON {object} {3};", out_of_block(command), unique, name,
                     command.definition);
    } else {
        finding.cure(
            "CREATE {0}INDEX {1}ON ONLY {object} {2};\n"
            "-- then for each partition CREATE {0}INDEX CONCURRENTLY on it, and ALTER INDEX ... ATTACH PARTITION",
            unique, name, command.definition);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG601",
    .name = "index_concurrently",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "An index on a table in use is built CONCURRENTLY.",
    .why =
        "CREATE INDEX holds a lock that blocks every INSERT, UPDATE and DELETE until it has read the whole table. "
        "CREATE INDEX CONCURRENTLY takes longer but does not block them.",
    .kinds = stored_tables | ObjectKind::MaterializedView,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::CreateIndex,
};

}  // namespace mana_guard::rules::index_concurrently

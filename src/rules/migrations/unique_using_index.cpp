// MG607 unique_using_index: an existing index is taken over at once.
#include "rules/free_name.hpp"
#include "rules/migrations/in_block.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::unique_using_index {
namespace {

// "(tenant, email) INCLUDE (name)" as tenant_email.
std::string joined(std::string_view keys) {
    std::string names;
    for (const char c : keys.substr(0, keys.find(')'))) {
        if (c == ' ') names += '_';
        if (c != '(' && c != ',' && c != '"' && c != ' ') names += c;
    }
    return names;
}

// "UNIQUE USING INDEX idx DEFERRABLE": USING INDEX follows UNIQUE or PRIMARY KEY.
std::string with_index(std::string_view definition, const std::string& index) {
    const std::size_t end = std::min(
        definition.size(), definition.starts_with("PRIMARY KEY") ? sizeof("PRIMARY KEY") - 1 : sizeof("UNIQUE") - 1);
    return formatted("{} USING INDEX {}{}", definition.substr(0, end), index, definition.substr(end));
}

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || command.uses_index) return;
    auto finding = found.at(command);
    finding.says("constraint {part} is added to {kind} {object} with an index build that blocks reads and writes");
    if (command.keys.empty()) {
        finding.cure(
            "-- ADD COLUMN in a statement of its own, then CREATE UNIQUE INDEX CONCURRENTLY,\n"
            "-- and ADD CONSTRAINT {part} ... USING INDEX");
        return;
    }
    const std::string name =
        free_name(command.taken_names, formatted("idx_{}_{}", command.table->name, joined(command.keys)));
    const std::string index = sql_name(name);
    finding.cure_makes(name).cure(
        "{}CREATE UNIQUE INDEX CONCURRENTLY {} ON {object} {};\n"
        "{alter} ADD CONSTRAINT {part} {};",
        out_of_block(command), index, command.keys, with_index(command.definition, index));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG607",
    .name = "unique_using_index",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A UNIQUE or PRIMARY KEY constraint on a table in use uses an index that was built CONCURRENTLY.",
    .why =
        "ADD UNIQUE and ADD PRIMARY KEY build their index under ACCESS EXCLUSIVE, and nobody can read or write the "
        "table until it is done. USING INDEX takes over an existing index at once.",
    .kinds = ObjectKind::Table,  // an index of a partitioned table is no constraint's by USING INDEX
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AddUnique | CommandKind::AddPrimaryKey,
};

}  // namespace mana_guard::rules::unique_using_index

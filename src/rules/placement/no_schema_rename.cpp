// MG106 no_schema_rename: no client can follow a rename at the moment when it commits.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_schema_rename {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.schema->holds_tables) return;
    found.at_object()
        .says("renaming schema {object} to {} breaks every client of its tables", command.new_name)
        .value(command.new_name)
        .cure(
            "CREATE SCHEMA {0};\n-- then create a view in {0} for each table of {object}: CREATE VIEW ... AS SELECT * "
            "FROM ...",
            command.new_name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG106",
    .name = "no_schema_rename",
    .category = Category::Placement,
    .severity = Severity::Error,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A schema that holds tables keeps its name.",
    .why =
        "Everything that uses the old name fails as soon as the rename commits: running services, functions, later "
        "migrations. With views under the new name, both names work until the last client has moved.",
    .kinds = ObjectKind::Schema,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::RenameSchema,
};

}  // namespace mana_guard::rules::no_schema_rename

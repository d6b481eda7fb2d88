// MG401 table_snake_case: a table's name needs no quotes, and underscores separate its words.
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"
#include "rules/snake_case.hpp"

namespace mana_guard::rules::table_snake_case {
namespace {

constexpr Parameter parameters[] = {
    names("pattern", "Names that are allowed in addition to those in snake_case.", {}),
    choice_as_in("table_plural", "number", "The number of a better name's noun; as in table_plural unless set."),
};

void judge(const Table& table, const Parameters& p, Findings& found) {
    if (is_snake_case(table.name) || p["pattern"].matches(table.name)) return;
    auto finding = found.at_object();
    finding.says("name of {kind} {object} is not snake_case").value(table.name);
    fix_table_name(finding, table, better_table_name(table, number_in(p)));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG401",
    .name = "table_snake_case",
    .category = Category::Names,
    .severity = Severity::Warn,
    .summary = "A table's name is in snake_case.",
    .why =
        "Where styles are mixed, nobody can guess what a table is called. PostgreSQL folds unquoted names to lower "
        "case, so a table such as \"userSessions\" is found only with the quotes.",
    .facts = Fact::Placement,
    .judges_partitions = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::table_snake_case

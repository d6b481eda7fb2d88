// MG517 volatile_check: the result of a check or an index predicate for a row does not change as long as the row does
// not.
#include "rules/rule.hpp"

namespace mana_guard::rules::volatile_check {
namespace {

// The function's name as readers know it: those of PostgreSQL without their schema.
std::string_view known_as(std::string_view function) {
    constexpr std::string_view system_schema = "pg_catalog.";
    return function.starts_with(system_schema) ? function.substr(system_schema.size()) : function;
}

template <typename Part>
void judge_part(const Part& part, std::string_view what, Findings& found) {
    if (part.volatile_function.empty() || part.is_inherited) return;
    const std::string_view function = known_as(part.volatile_function);
    found.at(part)
        .says("{} {part} of {kind} {object} calls {}(), which is not immutable", what, function)
        .value(formatted("{}()", function));
}

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    for (const Check& check : table.checks) judge_part(check, "check constraint", found);
    for (const Index& index : table.indexes) judge_part(index, "the predicate of index", found);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG517",
    .name = "volatile_check",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .summary = "A check constraint or index predicate calls only immutable functions.",
    .why =
        "PostgreSQL evaluates the expression only when a row is written. If it depends on the time, a setting or other "
        "rows, it may be false later: a dump of such rows cannot be restored, and such an index misses rows.",
    .kinds = tables_of_any_kind | ObjectKind::MaterializedView,
    .facts = Fact::Constraints | Fact::Indexes,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::volatile_check

// MG511 no_table_inheritance: a table inherits from no other. Partitions do not inherit in that sense.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_table_inheritance {
namespace {

constexpr std::string_view leaves_parent = "its rows are then no longer in what is read of the parent";

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    for (const std::string_view parent : table.parents) {
        found.at_object()
            .says("{kind} {object} inherits from {}", parent)
            .value(parent)
            .fix("{alter} NO INHERIT {};", parent)
            .cure("")
            .in_use(leaves_parent);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG511",
    .name = "no_table_inheritance",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .summary = "A table inherits from no other; partitioning is no inheritance.",
    .why =
        "Primary keys, unique constraints, foreign keys and indexes are not inherited: a key of the parent doesn't "
        "hold "
        "in its children, and a query of the parent reads them all.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Storage,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_table_inheritance

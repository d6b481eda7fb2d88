// MG511 no_table_inheritance: a table does not inherit from another one. Partitions are not inheritance in this sense.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_table_inheritance {
namespace {

constexpr std::string_view leaves_parent = "queries of the parent then no longer return its rows";

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
    .summary = "A table does not inherit from another one; partitions are not inheritance.",
    .why =
        "Primary keys, unique constraints, foreign keys and indexes are not inherited: a key of the parent does not "
        "hold in its children, although a query of the parent reads them all.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Parents,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_table_inheritance

// MG521 autovacuum_on: no table is excluded from autovacuum.
#include "rules/rule.hpp"

namespace mana_guard::rules::autovacuum_on {
namespace {

void judge_option(bool is_off, std::string_view option, std::string_view where, Findings& found) {
    if (!is_off) return;
    found.at_object()
        .says("{kind} {object} has autovacuum switched off{}", where)
        .value(option)
        .fix("{alter} RESET ({});", option)
        .cure("");
}

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    judge_option(table.autovacuum_is_off, "autovacuum_enabled", "", found);
    judge_option(table.toast_autovacuum_is_off, "toast.autovacuum_enabled", " for its TOAST table", found);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG521",
    .name = "autovacuum_on",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .summary = "Autovacuum is on for every table.",
    .why =
        "Without autovacuum, dead rows accumulate, the table grows and its statistics become outdated. In the end "
        "PostgreSQL vacuums the table anyway, to prevent transaction ID wraparound, at the worst of times.",
    .kinds = ObjectKind::Table | ObjectKind::MaterializedView,
    .facts = Fact::Storage,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::autovacuum_on

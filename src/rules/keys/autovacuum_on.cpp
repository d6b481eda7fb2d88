// MG521 autovacuum_on: no table is left out of autovacuum.
#include "rules/rule.hpp"

namespace mana_guard::rules::autovacuum_on {
namespace {

void judge_option(bool is_off, std::string_view option, std::string_view whose, Findings& found) {
    if (!is_off) return;
    found.at_object()
        .says("autovacuum is switched off for {}{kind} {object}", whose)
        .value(option)
        .fix("{alter} RESET ({});", option)
        .cure("");
}

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    judge_option(table.autovacuum_is_off, "autovacuum_enabled", "", found);
    judge_option(table.toast_autovacuum_is_off, "toast.autovacuum_enabled", "the long values of ", found);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG521",
    .name = "autovacuum_on",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .summary = "Autovacuum is on for every table.",
    .why =
        "Dead rows stay and the table grows, its statistics grow old, and in the end PostgreSQL vacuums it all the "
        "same "
        "against the wraparound of transaction ids, at the worst of times.",
    .kinds = ObjectKind::Table,
    .facts = Fact::Storage,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::autovacuum_on

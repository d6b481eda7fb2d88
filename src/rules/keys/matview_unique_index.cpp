// MG519 matview_unique_index: a materialized view has the index that a concurrent refresh needs.
#include "rules/rule.hpp"

namespace mana_guard::rules::matview_unique_index {
namespace {

// Whether REFRESH MATERIALIZED VIEW CONCURRENTLY can use it (commands/matview.c, is_usable_unique_index).
bool tells_rows(const Index& index) {
    const bool is_over_columns =
        std::ranges::none_of(index.keys, [](const IndexKey& key) { return key.column == no_column; });
    return index.is_unique && index.is_valid && !index.is_partial() && index.method == "btree" && is_over_columns;
}

void judge(const Table& view, const Parameters& /*parameters*/, Findings& found) {
    if (std::ranges::any_of(view.indexes, tells_rows)) return;
    found.at_object()
        .says("{kind} {object} cannot be refreshed concurrently without a unique index on its columns")
        .value("no unique index")
        .cure("CREATE UNIQUE INDEX {}idx_{}_... ON {object} (...);", view.in_use ? "CONCURRENTLY " : "", view.name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG519",
    .name = "matview_unique_index",
    .category = Category::Keys,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "A materialized view has a unique index, so that it can be refreshed concurrently.",
    .why =
        "REFRESH MATERIALIZED VIEW without CONCURRENTLY locks out all readers until it is done. CONCURRENTLY needs a "
        "unique index on plain columns, without a WHERE clause.",
    .kinds = ObjectKind::MaterializedView,
    .facts = Fact::Indexes,
    .added_index_concerns = concerns_no_added_index,
    .judge = judge,
};

}  // namespace mana_guard::rules::matview_unique_index

// MG516 duplicate_fk: no two foreign keys of a table are duplicates, so that each row is looked up once.
#include <algorithm>
#include <utility>
#include <vector>

#include "rules/keys/foreign_keys.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::duplicate_fk {
namespace {

// Which column refers to which, in an order that doesn't depend on how the key was written.
std::vector<std::pair<std::uint32_t, std::string_view>> pairs_of(const ForeignKey& key) {
    std::vector<std::pair<std::uint32_t, std::string_view>> pairs;
    for (std::size_t i = 0; i < key.columns.size() && i < key.target_columns.size(); ++i) {
        pairs.emplace_back(key.columns[i], key.target_columns[i]);
    }
    std::ranges::sort(pairs);
    return pairs;
}

bool say_the_same(const ForeignKey& a, const ForeignKey& b) {
    return a.target_identity == b.target_identity && pairs_of(a) == pairs_of(b);
}

// Whether nothing changes when one of them is dropped.
bool do_the_same(const ForeignKey& a, const ForeignKey& b) {
    return a.on_delete == b.on_delete && std::ranges::equal(a.on_delete_columns, b.on_delete_columns) &&
           a.on_update == b.on_update && a.is_match_full == b.is_match_full && a.is_deferrable == b.is_deferrable &&
           a.is_initially_deferred == b.is_initially_deferred;
}

// Of two that do the same, the one to drop: the one that isn't validated, otherwise the later one.
const ForeignKey& spare_of(const ForeignKey& first, const ForeignKey& later) {
    return !first.is_validated && later.is_validated ? first : later;
}

void judge_pair(const Table& table, const ForeignKey& first, const ForeignKey& later, Findings& found) {
    auto finding = found.at(later);
    finding.value(mapping_of(table, later));
    if (!do_the_same(first, later)) {
        finding.says(
            "foreign keys {} and {part} of {kind} {object} reference the same target from the same columns but behave "
            "differently",
            first.quoted_name);
        return;
    }
    finding.says("foreign keys {} and {part} of {kind} {object} are the same", first.quoted_name)
        .fix("{alter} DROP CONSTRAINT {};", spare_of(first, later).quoted_name)
        .cure("");
}

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    const std::span<const ForeignKey> keys = table.foreign_keys;
    for (std::size_t i = 1; i < keys.size(); ++i) {
        if (keys[i].is_inherited) continue;
        const auto earlier = keys.first(i);
        const auto same = std::ranges::find_if(
            earlier, [&](const ForeignKey& key) { return !key.is_inherited && say_the_same(key, keys[i]); });
        if (same != earlier.end()) judge_pair(table, *same, keys[i], found);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG516",
    .name = "duplicate_fk",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .summary = "A table has no two foreign keys from the same columns to the same target.",
    .why =
        "Each insert looks up the same target row twice, and each delete in the target searches this table twice. If "
        "the actions of the two differ, the result depends on which one PostgreSQL runs first.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_partitions = true,
    .added_column_concerns = concerns_no_added_column,
    .judge = judge,
};

}  // namespace mana_guard::rules::duplicate_fk

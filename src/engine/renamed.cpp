#include "engine/renamed.hpp"

#include <algorithm>

namespace mana_guard {
namespace {

constexpr auto nothing_else = [](const auto& /*part*/, const auto& /*now*/) { return false; };

bool take_target(ForeignKey& key, const ForeignKey& now) {
    if (key.target_identity == now.target_identity && std::ranges::equal(key.target_columns, now.target_columns))
        return false;
    key.target = now.target;
    key.target_schema = now.target_schema;
    key.target_identity = now.target_identity;
    if (key.target_columns.size() == now.target_columns.size()) key.target_columns = now.target_columns;
    return true;
}

}  // namespace

template <typename T, typename Take>
void Renamed::rename(Order order, std::span<const T>& parts, std::span<const T> after, std::vector<T>& copies,
                     const Take& take) {
    copies.assign(parts.begin(), parts.end());
    bool is_changed = false;
    bool are_renamed = false;
    for (T& part : copies) {
        const auto now = std::ranges::find(after, part.oid, &T::oid);
        if (part.oid == 0 || now == after.end()) continue;
        is_changed |= take(part, *now);
        if (now->name == part.name) continue;
        are_renamed = true;

        part.name = now->name;
        part.quoted_name = now->quoted_name;
    }
    if (!is_changed && !are_renamed) return;
    if (are_renamed && order == Order::ByName) std::ranges::sort(copies, {}, &T::name);
    parts = copies;
    has_new_names_ = true;
}

Renamed::Renamed(const Table& before, const Table& after)
    : table_(before), columns_(before.columns.begin(), before.columns.end()) {
    for (Column& column : columns_) {
        const auto now = std::ranges::find(after.columns, column.number, &Column::number);
        if (now == after.columns.end() || now->name == column.name) continue;
        has_new_names_ = has_renamed_columns_ = true;
        column.name = now->name;
        column.quoted_name = now->quoted_name;
    }
    table_.columns = columns_;
    rename(Order::ByAge, table_.indexes, after.indexes, indexes_, [](Index& index, const Index& now) {
        index.identity = now.identity;
        if (index.is_of_constraint() && now.is_of_constraint()) index.constraint_name = now.constraint_name;
        return false;
    });
    rename(Order::ByName, table_.foreign_keys, after.foreign_keys, foreign_keys_, take_target);
    rename(Order::ByName, table_.checks, after.checks, checks_, nothing_else);
    rename(Order::ByName, table_.policies, after.policies, policies_, nothing_else);
    rename(Order::ByName, table_.rewrite_rules, after.rewrite_rules, rewrite_rules_, nothing_else);
}

}  // namespace mana_guard

#include "engine/ratchet.hpp"

#include <algorithm>

#include "rules/rule.hpp"

namespace mana_guard {
namespace {

std::uint32_t number_of(const Column* column) {
    return column == nullptr ? 0 : column->number;
}

// Marks parts that were inherited and are now the table's own as its own; changed copies are stored in `kept`.
template <typename Part, typename Name>
std::span<const Part> own_parts(std::deque<std::vector<Part>>& kept, std::span<const Part> before,
                                std::span<const Part> after, bool Part::*inherited, Name Part::*name) {
    const auto is_own_now = [&](const Part& part) {
        return part.*inherited && std::ranges::any_of(after, [&](const Part& now) {
                   return now.*name == part.*name && !(now.*inherited);
               });
    };
    if (std::ranges::none_of(before, is_own_now)) return before;
    std::vector<Part>& parts = kept.emplace_back(before.begin(), before.end());
    for (Part& part : parts) part.*inherited = part.*inherited && !is_own_now(part);
    return parts;
}

}  // namespace

Ratchet::Ratchet(const Change& change, const Policy& policy, const std::vector<Finding>& findings, Ask ask) {
    std::set<const Object*> asked;
    Change earlier = change;
    earlier.own_answers = change.own_answers_before;
    for (const Finding& finding : findings) {
        const Object& after = *finding.object;
        if (!asked.insert(&after).second) continue;
        const Object* before = before_of(finding);
        if (before == nullptr) continue;
        Findings found;
        ask(earlier, policy, *before, found);
        note(after, found, false);
        if (finding.table == nullptr) continue;
        const Table* renamed = with_new_names(static_cast<const Table&>(*before), *finding.table);
        if (renamed == nullptr) continue;
        Findings found_of_renamed;
        ask(earlier, policy, *renamed, found_of_renamed);
        note(after, found_of_renamed, true);
    }
}

void Ratchet::note(const Object& after, const Findings& found, bool is_renamed) {
    for (const Finding& held : found.all()) {
        // A name may be bad only now.
        if (is_renamed && held.rule->category == Category::Names) continue;
        keys_.emplace(&after, held.rule, number_of(held.column), held.part, held.value);
    }
}

const Table* Ratchet::with_new_names(const Table& before, const Table& after) {
    std::vector<Index> indexes(before.indexes.begin(), before.indexes.end());
    bool is_changed = false;
    for (Index& index : indexes) {
        const auto now = std::ranges::find(after.indexes, index.oid, &Index::oid);
        if (index.oid == 0 || now == after.indexes.end() || now->name == index.name) continue;
        is_changed = true;
        index.name = now->name;
        index.quoted_name = now->quoted_name;
        index.identity = now->identity;
    }
    if (!is_changed) return nullptr;
    Table& table = tables_.emplace_back(before);
    table.indexes = indexes_.emplace_back(std::move(indexes));
    return &table;
}

// A detached partition, or a child that no longer inherits, has added no violation by that.
Table& Ratchet::own_before(const Table& after) {
    Table& table = tables_.emplace_back(*after.before);
    table.is_partition = after.is_partition;
    table.columns = own_parts(columns_, table.columns, after.columns, &Column::inherited, &Column::number);
    table.foreign_keys =
        own_parts(foreign_keys_, table.foreign_keys, after.foreign_keys, &ForeignKey::is_inherited, &ForeignKey::name);
    table.checks = own_parts(checks_, table.checks, after.checks, &Check::is_inherited, &Check::name);
    table.indexes = own_parts(indexes_, table.indexes, after.indexes, &Index::is_inherited, &Index::name);
    return table;
}

const Object* Ratchet::before_of(const Finding& finding) {
    if (finding.table != nullptr) {
        if (finding.table->before == nullptr) return nullptr;
        Table& table = own_before(*finding.table);
        table.touched = finding.object->touched;
        return &table;
    }
    // A command has no state before; what it is about may be no more than its names.
    if (finding.rule->judge_command != nullptr) return nullptr;
    const auto keep = [&finding](auto& kept, const auto* before) -> const Object* {
        if (before == nullptr) return nullptr;
        kept.push_back(*before);
        kept.back().touched = finding.object->touched;
        return &kept.back();
    };
    if (finding.object->kind == ObjectKind::Schema) {
        return keep(schemas_, static_cast<const Schema*>(finding.object)->before);
    }
    return keep(definitions_, static_cast<const Definition*>(finding.object)->before);
}

bool Ratchet::held_before(const Finding& finding) const {
    return keys_.contains(
        {finding.object, finding.rule, number_of(finding.column), std::string(finding.part), finding.value});
}

}  // namespace mana_guard

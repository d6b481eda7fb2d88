#include "engine/ratchet.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/renamed.hpp"
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
        for (const Finding& held : found.all()) {
            keys_.emplace(&after, held.rule, number_of(held.column), held.part, held.value);
        }
        if (finding.table == nullptr) continue;
        const Renamed renamed(static_cast<const Table&>(*before), *finding.table);
        if (renamed.table() == nullptr) continue;
        Findings found_of_renamed;
        ask(earlier, policy, *renamed.table(), found_of_renamed);
        note_renamed(after, renamed, found.all(), found_of_renamed.all());
    }
}

void Ratchet::note_renamed(const Object& after, const Renamed& renamed, const std::vector<Finding>& found,
                           const std::vector<Finding>& found_of_renamed) {
    const auto place_of = [](const Finding& held) { return std::pair(held.rule, number_of(held.column)); };
    std::map<std::pair<const Rule*, std::uint32_t>, std::ptrdiff_t> added;
    for (const Finding& held : found) --added[place_of(held)];
    for (const Finding& held : found_of_renamed) ++added[place_of(held)];
    for (const Finding& held : found_of_renamed) {
        // A name may be bad only now, and so may a table whose columns have others.
        if (held.rule->category == Category::Names || added[place_of(held)] > 0) continue;
        if (renamed.has_renamed_columns() && held.column == nullptr && held.part.empty()) continue;
        keys_.emplace(&after, held.rule, number_of(held.column), held.part, held.value);
    }
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

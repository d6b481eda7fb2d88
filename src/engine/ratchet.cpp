#include "engine/ratchet.hpp"

#include "rules/rule.hpp"

namespace mana_guard {
namespace {

std::uint32_t number_of(const Column* column) {
    return column == nullptr ? 0 : column->number;
}

}  // namespace

Ratchet::Ratchet(const Change& change, const Policy& policy, const std::vector<Finding>& findings, Ask ask) {
    std::set<const Object*> asked;
    for (const Finding& finding : findings) {
        const Object& after = *finding.object;
        if (!asked.insert(&after).second) continue;
        const Object* before = nullptr;
        if (finding.table != nullptr) {
            if (finding.table->before == nullptr) continue;
            Table& table = tables_.emplace_back(*finding.table->before);
            // A partition that was detached did nothing wrong: it is asked what it would have been as a table.
            table.is_partition = finding.table->is_partition;
            table.touched = after.touched;
            before = &table;
        } else {
            const Schema* schema = static_cast<const Schema&>(after).before;
            if (schema == nullptr) continue;
            schemas_.push_back(*schema);
            schemas_.back().touched = after.touched;
            before = &schemas_.back();
        }
        Findings found;
        ask(change, policy, *before, found);
        for (const Finding& held : found.all()) {
            keys_.emplace(&after, held.rule, number_of(held.column), held.value);
        }
    }
}

bool Ratchet::held_before(const Finding& finding) const {
    return keys_.contains({finding.object, finding.rule, number_of(finding.column), finding.value});
}

}  // namespace mana_guard

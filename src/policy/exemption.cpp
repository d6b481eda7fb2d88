#include "policy/exemption.hpp"

#include <algorithm>

#include "policy/error.hpp"
#include "policy/row.hpp"
#include "text/formatted.hpp"

namespace mana_guard {
namespace {

// A row that was stored: the error names it.
Exemption parse_kept(const ExemptionRow& row) {
    return parse_stored("exemptions", row.id, [&row] { return parse_exemption(row); });
}

}  // namespace

Exemption parse_exemption(const ExemptionRow& stored) {
    Exemption exemption;
    exemption.id = stored.id;
    exemption.rules = Selector(stored.rule);
    exemption.schema = parse_pattern("schema_pattern", stored.schema_pattern);
    exemption.object = parse_pattern("object_pattern", stored.object_pattern);
    if (stored.column_pattern.data() != nullptr) {
        exemption.column = parse_pattern("column_pattern", stored.column_pattern);
    }
    if (stored.value.data() != nullptr) exemption.value = stored.value;
    require_reason(stored.reason);
    exemption.reason = stored.reason;
    exemption.until = stored.until;
    exemption.until_text = stored.until_text;
    exemption.columns = stored.columns;
    return exemption;
}

bool Exemption::has_columns(std::span<const Column> of_relation) const {
    return columns.empty() || std::ranges::equal(columns, of_relation, {}, {}, &Column::name);
}

void Exemptions::add(std::span<const ExemptionRow> stored) {
    rows_.push_back(stored);
    indexed_.reset();
}

const Exemptions::Indexed& Exemptions::indexed() const {
    if (indexed_) return *indexed_;
    std::size_t count = 0;
    for (const auto& rows : rows_) count += rows.size();
    Indexed made;
    made.entries.reserve(count);
    for (const auto& rows : rows_) {
        for (const ExemptionRow& row : rows) {
            made.places.add(row.schema_pattern, row.object_pattern, static_cast<std::uint32_t>(made.entries.size()));
            made.entries.push_back({&row});
        }
    }
    return indexed_.emplace(std::move(made));
}

const Exemption& Exemptions::parsed(const Entry& entry) {
    if (entry.parsed == nullptr) entry.parsed = std::make_unique<const Exemption>(parse_kept(*entry.stored));
    return *entry.parsed;
}

void Exemptions::check() const {
    for (const auto& rows : rows_) {
        for (const ExemptionRow& row : rows) static_cast<void>(parse_kept(row));
    }
}

const Exemption* Exemptions::of(const Breach& breach) const {
    const Exemption* found = nullptr;
    each_at(breach.schema, breach.object, [&](const Exemption& exemption) {
        if (found != nullptr && found->until >= exemption.until) return;
        if (!exemption.rules.selects(breach.rule)) return;
        if (exemption.column && (breach.column.empty() || !exemption.column->matches(breach.column))) return;
        if (exemption.value && *exemption.value != breach.value) return;
        if (!exemption.has_columns(breach.columns)) return;
        found = &exemption;
    });
    return found;
}

}  // namespace mana_guard

#include "policy/exemption.hpp"

#include <algorithm>

#include "policy/error.hpp"
#include "policy/row.hpp"
#include "text/formatted.hpp"

namespace mana_guard {
namespace {

// Calls with each text of a row that is kept, in the order in which they are packed: the patterns of places first.
template <typename Row, typename Each>
void each_exemption_text(Row& row, const Each& call) {
    for (auto* text : {&row.schema_pattern, &row.object_pattern, &row.rule, &row.column_pattern, &row.value,
                       &row.reason, &row.until_text})
        call(*text);
}
constexpr std::size_t exemption_text_count = 7;

// A row that was stored: the error names it.
Exemption parse_kept(const ExemptionRow& row, const KnownRules* known) {
    return parse_stored("exemptions", row.id, [&] { return parse_exemption(row, known); });
}

}  // namespace

Exemption parse_exemption(const ExemptionRow& stored, const KnownRules* known) {
    Exemption exemption;
    exemption.id = stored.id;
    exemption.rules = Selector(stored.rule, known);
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

void Exemptions::add(const ExemptionRow& row) {
    std::array<std::string_view, exemption_text_count> texts;
    auto* next = texts.data();
    each_exemption_text(row, [&next](std::string_view text) { *next++ = text; });
    const auto number = static_cast<std::uint32_t>(all_.size());
    all_.push_back({row.id, row.until, row.columns, texts_.add(texts)});
    index_.add(row.schema_pattern, row.object_pattern, number);
}

ExemptionRow Exemptions::stored(const Entry& entry) {
    std::array<std::string_view, exemption_text_count> texts;
    PackedTexts::read(entry.packed, texts);
    ExemptionRow row{.id = entry.id, .until = entry.until, .columns = entry.columns};
    const auto* next = texts.data();
    each_exemption_text(row, [&next](std::string_view& text) { text = *next++; });
    return row;
}

const Exemption& Exemptions::parsed(const Entry& entry) const {
    if (entry.parsed == nullptr) entry.parsed = std::make_unique<const Exemption>(parse_kept(stored(entry), known_));
    return *entry.parsed;
}

void Exemptions::check() const {
    for (const Entry& entry : all_) static_cast<void>(parse_kept(stored(entry), known_));
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

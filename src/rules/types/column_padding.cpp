// MG221 column_padding: columns of eight bytes come before those of four, two and one, and columns of variable length
// come last.
#include <algorithm>
#include <functional>

#include "rules/rule.hpp"

namespace mana_guard::rules::column_padding {
namespace {

constexpr Parameter parameters[] = {
    number("min_waste_bytes", "How many bytes per row may be wasted.", 16),
};

constexpr unsigned widest = 8;

unsigned alignment_of(const Column& column) {
    switch (column.alignment) {
        case 'd':
            return widest;
        case 'i':
            return 4;
        case 's':
            return 2;
        default:
            return 1;
    }
}

bool varies(const Column& column) {
    return column.length < 0;
}

// The bytes between columns of fixed length that follow each other, where the first begins at `offset`.
unsigned padding_from(unsigned offset, std::span<const Column* const> columns) {
    unsigned padding = 0;
    for (const Column* column : columns) {
        const unsigned missing = (alignment_of(*column) - offset % alignment_of(*column)) % alignment_of(*column);
        padding += missing;
        offset += missing + static_cast<unsigned>(column->length);
    }
    return padding;
}

// The least that the order costs. A column after one of variable length may begin anywhere: assumes the best place.
unsigned padding_of(std::span<const Column* const> columns) {
    unsigned padding = 0;
    bool is_first = true;
    while (!columns.empty()) {
        const auto end = std::ranges::find_if(columns, [](const Column* column) { return varies(*column); });
        const auto fixed = columns.first(static_cast<std::size_t>(end - columns.begin()));
        unsigned least = padding_from(0, fixed);
        for (unsigned offset = 1; offset < widest && !is_first; ++offset) {
            least = std::min(least, padding_from(offset, fixed));
        }
        padding += least;
        is_first = false;
        columns = columns.subspan(std::min(fixed.size() + 1, columns.size()));
    }
    return padding;
}

// Only a new table's own columns can be ordered: inherited columns and a type's attributes keep their order.
bool has_an_order_of_its_own(const Table& table) {
    return table.created && table.of_type.empty() && std::ranges::none_of(table.columns, &Column::inherited);
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    if (!has_an_order_of_its_own(table)) return;
    std::vector<const Column*> columns;
    for (const Column& column : table.columns) columns.push_back(&column);
    const unsigned padding = padding_of(columns);
    std::ranges::stable_sort(columns, std::greater<>(),
                             [](const Column* column) { return varies(*column) ? 0 : alignment_of(*column); });
    const unsigned waste = padding - std::min(padding, padding_of(columns));
    if (waste <= p.number("min_waste_bytes")) return;
    found.at_object()
        .says("{kind} {object} wastes {} bytes per row because of its column order", waste)
        .value(std::to_string(waste))
        .reorders(std::move(columns));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG221",
    .name = "column_padding",
    .category = Category::Types,
    .severity = Severity::Off,
    .summary = "The columns of a new table are ordered so that little space is wasted.",
    .why =
        "An eight-byte column begins at a multiple of eight: after a boolean, seven bytes are left empty in every row, "
        "and an existing column can't be moved.",
    .added_column_concerns = concerns_no_added_column,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::column_padding

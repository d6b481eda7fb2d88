// MG208 bigint_key: a key that grows by one per row outgrows an integer.
#include "rules/fix_cautions.hpp"
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::bigint_key {
namespace {

bool is_small_integer(const Type& type) {
    return type.base == "integer" || type.base == "smallint";
}

bool is_fed_by_sequence(const Column& column) {
    return column.default_kind == DefaultKind::Sequence || column.identity != Identity::None;
}

bool is_whole_primary_key(const Table& table, const Column& column) {
    const auto number = static_cast<std::uint32_t>(&column - table.columns.data());
    return std::ranges::any_of(table.indexes, [number](const Index& index) {
        return index.is_primary && index.keys.size() == 1 && index.keys.front().column == number;
    });
}

// An insert can also supply a serial's numbers.
Identity identity_of(const Column& column) {
    return column.default_kind == DefaultKind::Sequence ? Identity::ByDefault : column.identity;
}

void offer_fix(Findings::Builder& finding, const Table& table, const Column& column) {
    const std::string change = type_change(table, column, "bigint");
    if (change.empty()) return;
    // An identity's sequence follows its column.
    if (column.default_kind == DefaultKind::Sequence && !column.default_value.empty()) {
        finding.fix(change + " ALTER SEQUENCE {} AS bigint;", column.default_value);
    } else {
        finding.fix(change);
    }
    finding.in_use(changes_type);
}

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Column& column : table.columns) {
        if (column.inherited || !is_small_integer(column.type)) continue;
        const bool is_key = is_whole_primary_key(table, column) && !in_foreign_key(table, column);
        if (!is_key && !is_fed_by_sequence(column)) continue;
        auto finding = found.at(column);
        finding
            .says(is_key ? "primary key {column} of {kind} {object} is {} instead of bigint"
                         : "column {column} of {kind} {object} is filled from a sequence but is {} instead of bigint",
                  column.type.declared)
            .value(column.type.declared)
            .becomes({.type = "bigint", .identity = identity_of(column)});
        offer_fix(finding, table, column);
    }
}

// A key is added with an index.
bool concerns(const Column& column, const Parameters& /*p*/) {
    return is_fed_by_sequence(column);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG208",
    .name = "bigint_key",
    .category = Category::Types,
    .severity = Severity::Warn,
    .summary = "Numeric keys and columns filled from a sequence are bigint.",
    .why =
        "An integer is used up after 2147483647 numbers, including those of failed inserts. Then every insert fails, "
        "and changing the type of a key rewrites its table and all tables that refer to it.",
    .facts = Fact::Columns | Fact::Constraints | Facts(Fact::Indexes),
    .added_column_concerns = concerns,
    .added_index_concerns = concerns_no_added_index,
    .judge = judge,
};

}  // namespace mana_guard::rules::bigint_key

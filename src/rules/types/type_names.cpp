#include "rules/types/type_names.hpp"

#include <algorithm>

namespace mana_guard::rules {
namespace {

// Values of any type become these by assignment, without USING (PostgreSQL's manual, CREATE CAST: automatic I/O casts).
constexpr std::array<std::string_view, 4> string_types = {"text", "varchar", "character varying", "bpchar"};

}  // namespace

bool names_type(const Names& types, const Type& type) {
    return types.matches(type.element) || (!type.element_alias.empty() && types.matches(type.element_alias));
}

bool in_foreign_key(const Table& table, const Column& column) {
    const auto index = static_cast<std::uint32_t>(&column - table.columns.data());
    return std::ranges::any_of(table.foreign_keys, [index](const ForeignKey& key) {
        return std::ranges::find(key.columns, index) != key.columns.end();
    });
}

void fix_type(Findings::Builder& finding, const Table& table, const Column& column, std::string_view right) {
    if (column.inherited || in_foreign_key(table, column)) return;
    if (!table.of_type.empty()) {
        finding.fix("ALTER TYPE {} ALTER ATTRIBUTE {column} TYPE {} CASCADE;", table.of_type, right);
    } else if (table.kind == ObjectKind::ForeignTable || std::ranges::find(string_types, right) != string_types.end()) {
        finding.fix("{alter} ALTER COLUMN {column} TYPE {};", right);
    } else {
        finding.fix("{alter} ALTER COLUMN {column} TYPE {} USING {column}::{};", right, right);
    }
}

}  // namespace mana_guard::rules

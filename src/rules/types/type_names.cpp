#include "rules/types/type_names.hpp"

#include <algorithm>

#include "rules/fix_cautions.hpp"

namespace mana_guard::rules {
namespace {

// Values of any type become these by assignment, without USING (PostgreSQL's manual, CREATE CAST: automatic I/O casts).
constexpr std::array<std::string_view, 4> string_types = {"text", "varchar", "character varying", "bpchar"};

bool is_computed(const Column& column) {
    return column.default_kind == DefaultKind::Generated && column.identity == Identity::None;
}

bool is_held(const Table& table, const Column& column) {
    return column.inherited || column.in_partition_key || is_computed(column) || in_foreign_key(table, column);
}

// The name as written in a text that fmt fills in.
std::string escaped(std::string_view name) {
    std::string text;
    for (const char c : name) {
        if (c == '{' || c == '}') text += c;
        text += c;
    }
    return text;
}

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

// pg_catalog's types are spelled without their schema, and no domain is in it.
bool is_domain(const Type& type) {
    return type.declared.find('.') != std::string_view::npos && type.element.find('.') == std::string_view::npos;
}

void fix_type(Findings::Builder& finding, const Table& table, const Column& column, std::string_view right) {
    if (is_held(table, column)) return;
    if (column.identity != Identity::None) {
        finding.held_back("PostgreSQL makes an identity of integers only.");
        return;
    }
    if (!table.of_type.empty()) {
        finding.fix("ALTER TYPE {} ALTER ATTRIBUTE {column} TYPE {} CASCADE;", table.of_type, right);
    } else if (table.kind == ObjectKind::ForeignTable || std::ranges::find(string_types, right) != string_types.end()) {
        finding.fix("{alter} ALTER COLUMN {column} TYPE {};", right);
    } else {
        finding.fix("{alter} ALTER COLUMN {column} TYPE {} USING {column}::{};", right, right);
    }
    const bool keeps_rows = right == "text" && column.type.base == "character varying";
    if (table.kind != ObjectKind::ForeignTable && !keeps_rows) finding.in_use(changes_type);
}

std::string type_change(const Table& table, const Column& column, std::string_view right, std::string_view conversion) {
    if (is_held(table, column) || is_domain(column.type)) return {};
    if (!table.of_type.empty()) {
        // ALTER ATTRIBUTE has no USING.
        return conversion.empty() ? formatted("ALTER TYPE {} ALTER ATTRIBUTE {{column}} TYPE {} CASCADE;",
                                              escaped(table.of_type), right)
                                  : std::string();
    }
    return formatted("{{alter}} ALTER COLUMN {{column}} TYPE {}{}{};", right, conversion.empty() ? "" : " USING ",
                     conversion);
}

void replace_type(Findings::Builder& finding, const Table& table, const Column& column, const RightType& by) {
    const std::string right = type_like(column, by.right);
    finding.becomes({.type = right});
    const std::string conversion =
        by.through.empty() ? std::string() : formatted("{{column}}::{}::{}", type_like(column, by.through), right);
    const std::string change = type_change(table, column, right, conversion);
    if (!change.empty()) finding.fix(change).in_use(changes_type);
}

std::string type_like(const Column& column, std::string_view element) {
    return formatted("{}{}", element, column.type.is_array() ? "[]" : "");
}

}  // namespace mana_guard::rules

#include "rules/types/column_shapes.hpp"

#include <algorithm>
#include <array>

#include "rules/fix_cautions.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules {
namespace {

// SQL's other names for types, which neither format_type() nor pg_type uses.
struct Synonym {
    std::string_view written;
    std::string_view base;
};
constexpr std::array synonyms{Synonym{"int", "integer"}, Synonym{"decimal", "numeric"},
                              Synonym{"float", "double precision"}};

bool has_type(const Names& types, const Type& type) {
    if (types.matches(type.base) || types.matches(type.declared)) return true;
    if (!type.element_alias.empty()) {
        if (types.matches(formatted("{}{}", type.element_alias, type.is_array() ? "[]" : ""))) return true;
    }
    return std::ranges::any_of(synonyms,
                               [&](const Synonym& one) { return one.base == type.base && types.matches(one.written); });
}

void judge_type(const Table& table, const Column& column, const Shape& shape, Findings& found) {
    if (shape.types.globs().empty() || has_type(shape.types, column.type)) return;
    auto finding = found.at(column);
    finding.says("column {column} of {kind} {object} is {} instead of {}", column.type.declared, shape.types.listed())
        .value(column.type.declared);
    const std::string_view right = type_of(shape);
    if (right.empty()) return;
    ColumnChange change = change_to(shape);
    change.type = right;
    finding.becomes(std::move(change));
    fix_type(finding, table, column, right);
}

void judge_nullability(const Column& column, const Shape& shape, Findings& found) {
    if (!shape.not_null || *shape.not_null == column.not_null) return;
    auto finding = found.at(column);
    if (column.not_null) {
        // Whether the column, its domain or a key makes it so isn't known here.
        finding.says("column {column} of {kind} {object} is NOT NULL").value("not null");
    } else {
        finding.says("column {column} of {kind} {object} is nullable").value("nullable");
        if (shape.default_value && column.default_kind != DefaultKind::Generated) {
            finding
                .fix(
                    "UPDATE {object} SET {column} = {0} WHERE {column} IS NULL; "
                    "{alter} ALTER COLUMN {column} SET NOT NULL;",
                    *shape.default_value)
                .in_use(sets_not_null);
        }
    }
    finding.becomes(change_to(shape));
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

bool is_call(std::string_view expression) {
    return expression.ends_with(')');
}

// The value of a constant such as '{}'::jsonb, 'draft' or 0, as its type prints it except for white space.
std::string value_of(std::string_view expression) {
    if (expression.starts_with('\'')) {
        const std::size_t end = expression.rfind('\'');
        std::string value;
        for (std::size_t i = 1; i < end; ++i) {
            value += expression[i];
            if (expression[i] == '\'') ++i;
        }
        return value;
    }
    return std::string(expression.substr(0, expression.find("::")));
}

std::string without_spaces(std::string text) {
    std::erase_if(text, is_space);
    return text;
}

constexpr std::array<std::string_view, 5> current_times = {"now()", "current_timestamp", "transaction_timestamp()",
                                                           "statement_timestamp()", "clock_timestamp()"};

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

// Whether the column's default may be that expression. What can't be compared is assumed to be equal.
bool may_have_default(const Column& column, const std::string& expression) {
    const std::string small = in_small_letters(expression);
    if (std::ranges::find(current_times, small) != current_times.end())
        return column.default_kind == DefaultKind::CurrentTime;
    switch (column.default_kind) {
        case DefaultKind::None:
            return small == "null";
        case DefaultKind::Constant: {
            const std::string value = value_of(expression.starts_with('\'') ? expression : small);
            return !is_call(small) && without_spaces(value) == without_spaces(std::string(column.default_value));
        }
        case DefaultKind::Sequence:
            return small.starts_with("nextval(");
        case DefaultKind::Uuid:
            return is_call(small);
        case DefaultKind::CurrentTime:
            return false;
        case DefaultKind::Generated:
        case DefaultKind::ZonedTime:
        case DefaultKind::Other:
            return true;
    }
    return true;
}

void judge_default(const Column& column, const Shape& shape, Findings& found) {
    if (!shape.default_value || may_have_default(column, *shape.default_value)) return;
    const bool has_none = column.default_kind == DefaultKind::None;
    auto finding = found.at(column);
    finding
        .says(has_none ? "column {column} of {kind} {object} has no DEFAULT {}"
                       : "column {column} of {kind} {object} has a default other than {}",
              *shape.default_value)
        .value(has_none ? "no default" : "other default")
        .fix("{alter} ALTER COLUMN {column} SET DEFAULT {};", *shape.default_value);
    finding.becomes(change_to(shape));
}

}  // namespace

std::string_view type_of(const Shape& shape) {
    const auto& globs = shape.types.globs();
    const auto exact = std::ranges::find(globs, Glob::Kind::Exact, &Glob::kind);
    return exact == globs.end() ? std::string_view() : std::string_view(exact->text());
}

ColumnChange change_to(const Shape& shape) {
    ColumnChange change;
    change.not_null = shape.not_null;
    change.default_value = shape.default_value;
    return change;
}

std::string rest_of(const Shape& shape) {
    std::string rest;
    if (shape.not_null.value_or(false)) rest += " NOT NULL";
    if (shape.default_value) rest += formatted(" DEFAULT {}", *shape.default_value);
    return rest;
}

void judge_shape(const Table& table, const Column& column, const Shape& shape, Findings& found) {
    if (column.inherited) return;
    judge_type(table, column, shape, found);
    if (table.kind == ObjectKind::ForeignTable) return;
    judge_nullability(column, shape, found);
    judge_default(column, shape, found);
}

}  // namespace mana_guard::rules

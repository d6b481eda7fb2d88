// MG220 uuid_as_text: a uuid is stored as 16 bytes that PostgreSQL validates, not as 36 characters of text.
#include "rules/fix_cautions.hpp"
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::uuid_as_text {
namespace {

constexpr Parameter parameters[] = {
    names("columns", "Columns whose names say that they hold a uuid.", {"*_uuid", "*_guid"}),
    names("user_columns", "Columns that hold a user id, which is text whatever its default.",
          {"user_id", "*_user_id", "*_by", "owner_id", "author_id"}),
};

bool is_text(const Type& type) {
    return type.element == "text" || type.element == "character varying" || type.element == "character";
}

void offer_fix(Findings::Builder& finding, const Table& table, const Column& column) {
    const std::string right = type_like(column, "uuid");
    const std::string change = type_change(table, column, right, formatted("{{column}}::{}", right));
    if (change.empty()) return;
    if (column.default_kind == DefaultKind::None) {
        finding.fix(change).in_use(changes_type);
    } else if (column.default_kind == DefaultKind::Uuid && !column.default_value.empty()) {
        // The default can't become a uuid by assignment, even if it is a uuid converted to text.
        finding
            .fix(
                "{alter} ALTER COLUMN {column} DROP DEFAULT, ALTER COLUMN {column} TYPE uuid USING {column}::uuid, "
                "ALTER COLUMN {column} SET DEFAULT {};",
                column.default_value)
            .in_use(changes_type);
    }
}

// Its default makes uuids that are then converted to text.
ColumnChange change_of(const Column& column) {
    ColumnChange change{.type = type_like(column, "uuid")};
    if (column.default_kind == DefaultKind::Uuid && !column.default_value.empty())
        change.default_value = column.default_value;
    return change;
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (const Column& column : table.columns) {
        if (column.inherited || !is_text(column.type) || p["user_columns"].matches(column.name)) continue;
        const bool is_made = column.default_kind == DefaultKind::Uuid;
        // A foreign key has its target's type.
        if ((!is_made && !p["columns"].matches(column.name)) || in_foreign_key(table, column)) continue;
        auto finding = found.at(column);
        finding
            .says(is_made ? "column {column} of {kind} {object} is {} but its default generates uuids"
                          : "column {column} of {kind} {object} looks like a uuid but is {}",
                  column.type.declared)
            .value(column.type.declared)
            .becomes(change_of(column));
        offer_fix(finding, table, column);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG220",
    .name = "uuid_as_text",
    .category = Category::Types,
    .severity = Severity::Off,
    .summary = "A uuid is stored as uuid.",
    .why =
        "As text, a uuid takes more than twice the space, also in each index and each key that refers to it. It is "
        "compared by language rules, and the same uuid in upper and lower case is two values.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::uuid_as_text

// MG515 nullable_fk: a foreign key that is null refers to nothing, and one of several columns is not checked if any of
// them is null.
#include "rules/fix_cautions.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::nullable_fk {
namespace {

constexpr std::string_view optional = "optional";
constexpr std::string_view unchecked = "unchecked";

constexpr Parameter parameters[] = {
    names("kinds",
          "What is reported: optional (all of the reference may be null), unchecked (a null in one column "
          "switches the check of the others off).",
          {optional, unchecked}),
};

std::vector<const Column*> nullable_columns(const Table& table, const ForeignKey& key) {
    std::vector<const Column*> nullable;
    for (const std::uint32_t column : key.columns) {
        if (!table.columns[column].not_null) nullable.push_back(&table.columns[column]);
    }
    return nullable;
}

// SET NULL needs columns that may be null.
bool sets_null(const ForeignKey& key) {
    return key.on_delete == "set null" || key.on_update == "set null";
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (const ForeignKey& key : table.foreign_keys) {
        const auto nullable = nullable_columns(table, key);
        const std::string_view kind = key.columns.size() > 1 && !key.is_match_full ? unchecked : optional;
        if (nullable.empty() || key.is_inherited || !p["kinds"].matches(kind)) continue;
        auto finding = found.at(key);
        finding
            .says(kind == optional ? "foreign key {part} of {kind} {object} has nullable column {}"
                                   : "foreign key {part} of {kind} {object} is not checked where {} is null",
                  nullable.front()->quoted_name)
            .value(kind);
        if (sets_null(key)) continue;
        std::string changes;
        for (const Column* column : nullable) {
            changes += formatted("{}ALTER COLUMN {} SET NOT NULL", changes.empty() ? "" : ", ", column->quoted_name);
        }
        finding.fix("{alter} {};", changes).in_use(sets_not_null);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG515",
    .name = "nullable_fk",
    .category = Category::Keys,
    .severity = Severity::Off,
    .summary = "The columns of a foreign key are NOT NULL.",
    .why =
        "Inner joins drop a row whose reference is null, and a null in one of several columns lets the others hold "
        "values that the target does not have.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_partitions = true,
    .added_column_concerns = concerns_no_added_column,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::nullable_fk

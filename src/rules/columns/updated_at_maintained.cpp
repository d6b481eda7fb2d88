// MG303 updated_at_maintained: a default fills updated_at once; a trigger must set it on each UPDATE.
#include "rules/free_name.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::updated_at_maintained {
namespace {

constexpr Parameter parameters[] = {
    text("column", "The column that records when a row was last changed.", "\"updated_at\""),
};

// What a trigger's function does can't be seen from outside. The functions that come with the server set no times.
bool may_keep_times(const Trigger& trigger) {
    return trigger.is_before && trigger.is_row && trigger.on_update && trigger.is_enabled &&
           !trigger.function.starts_with("pg_catalog.");
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const auto column = std::ranges::find(table.columns, p.text("column"), &Column::name);
    if (column == table.columns.end() || std::ranges::any_of(table.triggers, may_keep_times)) return;
    std::vector<std::string_view> names;
    for (const Trigger& trigger : table.triggers) names.push_back(trigger.name);
    const std::string function = formatted("keep_{}", column->name);
    const std::string trigger = free_name(names, function);
    found.at(*column)
        .says("column {column} of {kind} {object} is not maintained by a BEFORE UPDATE trigger")
        .value("no trigger")
        .fix(
            "CREATE OR REPLACE FUNCTION {0}.{1}() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN NEW.{column} := now(); RETURN NEW; END$$; "
            "CREATE TRIGGER {2} BEFORE UPDATE ON {object} FOR EACH ROW EXECUTE FUNCTION {0}.{1}();",
            sql_name(table.schema), sql_name(function), sql_name(trigger));
}

bool concerns(const Column& column, const Parameters& p) {
    return column.name == p.text("column");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG303",
    .name = "updated_at_maintained",
    .category = Category::Columns,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "A trigger maintains updated_at.",
    .why =
        "An UPDATE that omits the column, by hand or in another service, leaves it at the time of the INSERT. Sync and "
        "caches that ask for later changes then miss the row.",
    .facts = Fact::Columns | Fact::Triggers,
    .added_column_concerns = concerns,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::updated_at_maintained

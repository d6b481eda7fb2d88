#include "rules/names/renames.hpp"

#include <algorithm>
#include <deque>
#include <vector>

#include "rules/fix_cautions.hpp"
#include "rules/free_name.hpp"
#include "rules/index_naming.hpp"
#include "rules/names/inflector.hpp"
#include "rules/snake_case.hpp"
#include "rules/sql_name.hpp"
#include "text/glob.hpp"

namespace mana_guard::rules {
namespace {

// PostgreSQL's manual, "System Columns".
constexpr std::array<std::string_view, 6> system_columns = {"tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"};

bool is_free(const Table& table, std::string_view name) {
    return std::ranges::find(system_columns, name) == system_columns.end() &&
           std::ranges::find(table.columns, name, &Column::name) == table.columns.end();
}

bool fits(std::string_view name) {
    return !name.empty() && name.size() <= max_name_length;
}

// The SQL that renames the indexes accordingly, with a line break before each statement. The other table is this one
// with its new names. The indexes are known only where index_name, the rule about their names, is on.
std::string index_renames(const Table& table, Table renamed) {
    std::vector<Index> indexes(table.indexes.begin(), table.indexes.end());
    renamed.indexes = indexes;
    std::deque<std::string> names;
    std::string sql;
    for (std::size_t i = 0; i < indexes.size(); ++i) {
        Index& index = indexes[i];
        if (index.is_of_constraint() || index.is_inherited) continue;
        if (!is_well_named(table, table.indexes[i]) || is_well_named(renamed, index)) continue;
        std::string better = better_index_name(renamed, index);
        if (!fits(better)) continue;
        sql += formatted("\nALTER INDEX {} RENAME TO {};", index.identity, sql_name(better));
        index.name = names.emplace_back(std::move(better));
    }
    return sql;
}

}  // namespace

std::string in_snake_case(std::string_view name) {
    if (is_snake_case(name)) return std::string(name.substr(name.find_first_not_of('_')));
    std::string snake = to_snake_case(name);
    return snake.empty() ? std::string(name) : snake;
}

GrammaticalNumber number_in(const Parameters& parameters) {
    return parameters.text("number") == "singular" ? GrammaticalNumber::Singular : GrammaticalNumber::Plural;
}

std::string better_table_name(const Table& table, GrammaticalNumber number) {
    std::string better = to_snake_case(table.name);
    if (!better.empty() && !table.is_partition)
        better = number == GrammaticalNumber::Singular ? singular_of_name(better) : plural_of_name(better);
    if (is_snake_case(table.name)) better.insert(0, table.name.find_first_not_of('_'), '_');
    return is_reserved_word(better) || better == table.name ? std::string() : better;
}

void fix_table_name(Findings::Builder& finding, const Table& table, std::string_view better) {
    if (!fits(better)) return;
    if (is_among(table.taken_names, better)) {
        finding.held_back("Another relation or type in the schema is already called {}.", better);
        return;
    }
    Table renamed = table;
    renamed.name = better;
    finding.fix("{alter} RENAME TO {};{}", sql_name(better), index_renames(table, renamed))
        .cure("{alter} RENAME TO {};", sql_name(better))
        .in_use(renames_table)
        .called(better);
    // The command has just renamed it from that name; it is enough not to do so.
    if (table.identity_before.ends_with("." + sql_name(better))) finding.cure("");
}

bool is_named_elsewhere(const Table& table, const Column& column) {
    return column.inherited || !table.of_type.empty();
}

void fix_column_name(Findings::Builder& finding, const Table& table, const Column& column, std::string_view better) {
    if (!fits(better) || is_reserved_word(better) || is_named_elsewhere(table, column) || !is_free(table, better))
        return;
    const std::string name = sql_name(better);
    std::vector<Column> columns(table.columns.begin(), table.columns.end());
    std::ranges::find(columns, column.name, &Column::name)->name = better;
    Table renamed = table;
    renamed.columns = columns;
    finding.fix("{alter} RENAME COLUMN {column} TO {};{}", name, index_renames(table, renamed))
        .cure("{alter} RENAME COLUMN {column} TO {};", name)
        .in_use(renames_column)
        .becomes({.name = std::string(better)});
    if (column.quoted_name_before == name) finding.cure("");
}

}  // namespace mana_guard::rules

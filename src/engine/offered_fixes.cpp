#include "engine/offered_fixes.hpp"

#include <algorithm>

#include "engine/inspect.hpp"
#include "report/definition.hpp"
#include "report/fixes.hpp"
#include "rules/free_name.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

bool is_taken(const Finding& finding, std::string_view name) {
    return rules::is_among(finding.object->taken_names, name);
}

bool is_integer(std::string_view type) {
    return type == "bigint" || type == "integer" || type == "smallint";
}

bool is_string(std::string_view type) {
    return type == "text" || type == "character varying" || type == "character";
}

// The type that the rules want of the referring column once it is of this one; empty where they leave it alone.
std::string wanted_of_referrer(const Change& change, const Policy& policy, const Referrer& referrer,
                               std::string_view type) {
    Column column;
    column.name = referrer.name;
    column.quoted_name = referrer.quoted_name;
    column.type.declared = column.type.base = column.type.element = type;
    Table table;
    table.schema = referrer.schema;
    table.name = referrer.table;
    table.identity = referrer.identity;
    table.columns = {&column, 1};
    table.touched = Facts(Fact::Columns);
    Findings found(change.own_schema);
    ask_of_object(change, policy, table, found);
    for (const Finding& one : found.all()) {
        if (one.changed == &column && !one.change.type.empty() && one.setting->severity > Severity::Log)
            return one.change.type;
    }
    return {};
}

// Columns whose foreign keys refer to the one that changes change with it, or PostgreSQL refuses the key, or a rule its
// types. Nothing changes where one of them can't.
void take_referrers_along(const Change& change, const Policy& policy, Finding& finding) {
    const std::string& type = finding.change.type;
    std::string along;
    for (const Referrer& referrer : obstacles_of(*finding.changed).referrers) {
        const auto holds = [&](const std::string& why) {
            finding.held_back =
                formatted("Column {} of {} refers to it{}", referrer.quoted_name, referrer.identity, why);
        };
        const std::string_view own = referrer.type.declared;
        if (own == type || (own != "character" && is_string(referrer.type.base) && type == "text")) continue;
        if (!is_integer(own) || !is_integer(type))
            return holds(": drop that foreign key, change both, and add it again.");
        if (!referrer.held_by.empty()) {
            return holds(
                formatted(" and would have to change with it, and PostgreSQL cannot change the type of a column "
                          "used by {}.",
                          referrer.held_by));
        }
        const std::string wanted = wanted_of_referrer(change, policy, referrer, type);
        if (!wanted.empty()) return holds(formatted(" and would have to change with it, but should be {}.", wanted));
        along += formatted(" ALTER TABLE {} ALTER COLUMN {} TYPE {};", referrer.identity, referrer.quoted_name, type);
    }
    finding.fix += along;
}

constexpr std::string_view partition_key = "the partition key";

// Withdraws fixes that PostgreSQL would refuse.
void hold_back(const Change& change, const Policy& policy, Finding& finding) {
    if (finding.fix.empty() || finding.table == nullptr) return;
    const Obstacles& obstacles = finding.changed == nullptr ? no_obstacles : obstacles_of(*finding.changed);
    if (!finding.change.type.empty() && !obstacles.held_by.empty()) {
        finding.held_back =
            formatted("PostgreSQL cannot change the type of a column used by {}: {}.", obstacles.held_by,
                      obstacles.held_by == partition_key ? "copy the rows into another table"
                                                         : "drop that, change the type, and create it again");
    } else if (!obstacles.sequence_used_by.empty() && replaces_sequence(finding)) {
        finding.held_back =
            formatted("The sequence of its default is also used by {}: give that another default first.",
                      obstacles.sequence_used_by);
    } else if ((finding.changed != nullptr || is_missing_column(finding)) && is_taken(finding, finding.change.name)) {
        finding.held_back =
            formatted("A table that inherits from this one already has its own column {}.", finding.change.name);
    } else if (finding.changed != nullptr && finding.fix.find(" TYPE ") != std::string::npos) {
        take_referrers_along(change, policy, finding);
    }
    if (!finding.held_back.empty()) finding.fix.clear();
}

// Whether another finding reports the same, or also changes the column's type.
bool is_known(const std::vector<Finding>& findings, const Finding& finding) {
    const auto number = [](const Finding& one) { return one.column == nullptr ? 0 : one.column->number; };
    return std::ranges::any_of(findings, [&](const Finding& other) {
        if (other.object != finding.object || number(other) != number(finding)) return false;
        const bool retypes =
            !other.change.type.empty() && finding.fix.find(" TYPE ") != std::string::npos && other.changed != nullptr;
        return retypes || (other.rule == finding.rule && other.part == finding.part && other.value == finding.value);
    });
}

// Under its new name other rules may apply to a column: their fixes are added to this one, so that the rename causes no
// new finding.
void complete_rename(const Change& change, const Policy& policy, const std::vector<Finding>& findings,
                     Finding& finding) {
    if (finding.fix.empty() || finding.changed == nullptr || finding.change.name.empty()) return;
    const Table& table = *finding.table;
    std::vector<Column> columns(table.columns.begin(), table.columns.end());
    Column& column = columns[static_cast<std::size_t>(finding.changed - table.columns.data())];
    // Their fixes come first, under the column's present name.
    column.name = finding.change.name;
    Table renamed = table;
    renamed.columns = columns;
    Findings found(change.own_schema);
    ask_of_object(change, policy, renamed, found);
    std::string brought_fixes;
    for (Finding& brought : found.all()) {
        const bool is_of_shape =
            brought.rule->category == Category::Columns || brought.rule->category == Category::Types;
        brought.object = &table;
        if (!is_of_shape || !(is_missing_column(brought) || brought.column == &column) || brought.fix.empty()) continue;
        if (brought.changed == &column && !brought.change.type.empty() && !obstacles_of(column).held_by.empty() &&
            brought.fix.find(" TYPE ") != std::string::npos) {
            finding.held_back =
                formatted("As {} it would have to be {}, and PostgreSQL cannot change the type of a column used by {}.",
                          finding.change.name, brought.change.type, obstacles_of(column).held_by);
            return finding.fix.clear();
        }
        if (brought.changed == &column && changes_type(brought)) take_referrers_along(change, policy, brought);
        if (!brought.held_back.empty()) {
            finding.held_back = brought.held_back;
            return finding.fix.clear();
        }
        if (is_known(findings, brought)) continue;
        brought_fixes += brought.fix + " ";
        const bool is_said = finding.caution.find(brought.caution) != std::string::npos;
        if (!is_said) finding.caution += formatted("{}{}", finding.caution.empty() ? "" : "\n-- ", brought.caution);
    }
    finding.fix.insert(0, brought_fixes);
}

}  // namespace

void complete_fixes(const Change& change, const Policy& policy, std::vector<Finding>& findings) {
    for (Finding& finding : findings) hold_back(change, policy, finding);
    for (Finding& finding : findings) complete_rename(change, policy, findings, finding);
}

}  // namespace mana_guard

#include "report/typed.hpp"

#include <vector>

#include "report/definition.hpp"
#include "report/lines.hpp"
#include "rules/rule.hpp"

namespace mana_guard {

bool is_added_by_type(const Finding& finding) {
    return finding.table != nullptr && !finding.table->of_type.empty() && finding.changed != nullptr &&
           finding.changed->added && finding.rule->judge_command == nullptr;
}

std::string cure_of_typed(std::span<const Finding> findings, std::string_view type, CureOfAdded cure_of_added) {
    std::vector<std::string> leave;
    std::vector<std::string> add;
    std::vector<std::string> add_to_type;
    std::vector<std::string> enter;
    bool is_enough = true;
    for (const Finding& finding : findings) {
        if (!is_added_by_type(finding) || finding.table->of_type != type) continue;
        add_once(leave, formatted("ALTER TABLE {} NOT OF;", finding.table->identity));
        for (const Column& column : finding.table->columns) {
            if (!column.added) continue;
            const ColumnChange change = merged_change(findings, column);
            is_enough = is_enough && options_of(column, change).empty();
            add_once(add, cure_of_added(findings, *finding.table, column));
            add_once(add_to_type,
                     formatted("ALTER TYPE {} ADD ATTRIBUTE {} {} CASCADE;", type, name_in(column, change),
                               change.type.empty() ? column.type.declared : std::string_view(change.type)));
        }
        add_once(enter, formatted("ALTER TABLE {} OF {};", finding.table->identity, type));
    }
    if (is_enough) return joined(add_to_type);
    std::string sql;
    for (const auto* statements : {&leave, &add, &add_to_type, &enter}) {
        for (const std::string& statement : *statements) sql += formatted("{}{}", sql.empty() ? "" : "\n", statement);
    }
    return sql;
}

}  // namespace mana_guard

#include "report/preparations.hpp"

#include <algorithm>
#include <utility>

#include "report/lines.hpp"
#include "rules/migrations/in_block.hpp"
#include "text/formatted.hpp"

namespace mana_guard {

void Preparations::add(const std::string& cure, std::size_t at) {
    const std::string statement = cure.substr(0, at == 0 ? 0 : at - 1);
    const std::string_view said = std::string_view(cure).substr(at + then_this.size());
    constexpr std::string_view and_then = ", and ";
    // A new transaction begins with it.
    if (statement.starts_with("COMMIT;")) {
        if (std::ranges::find(statements, statement) == statements.end())
            statements.insert(statements.begin(), statement);
    } else {
        add_once(statements, statement);
    }
    if (said.starts_with(and_then)) {
        rest = formatted("-- then {}", said.substr(and_then.size()));
    } else if (remark.empty()) {
        remark = said;
    }
}

std::vector<std::string> prepared(Preparations&& before, std::vector<std::string>&& statements, bool is_replaced) {
    if (before.statements.empty()) return std::move(statements);
    std::vector<std::string> all = std::move(before.statements);
    if (!is_replaced) {
        const bool is_last = before.rest.empty();
        const std::string_view rest = std::string_view(before.rest).substr(is_last ? 0 : sizeof("-- then ") - 1);
        all.push_back(formatted("{}{}{}{}", then_this, before.remark, is_last ? "" : ", and ", rest));
    } else if (statements.front().starts_with(rules::own_migration)) {
        statements.front().erase(0, rules::own_migration.size());
        std::erase_if(all, [](const std::string& one) { return one.starts_with("COMMIT;"); });
        all.insert(all.begin(), std::string(rules::own_migration.substr(0, rules::own_migration.size() - 1)));
    }
    for (std::string& one : statements) all.push_back(std::move(one));
    if (is_replaced && !before.rest.empty()) all.push_back(std::move(before.rest));
    return all;
}

}  // namespace mana_guard

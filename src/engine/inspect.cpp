#include "engine/inspect.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace mana_guard {
namespace {

bool is_asked(const Rule& rule, const Table& table) {
    return rule.kinds.has(table.kind) && rule.facts.overlaps(table.touched) &&
           (!table.is_partition || rule.judges_partitions);
}

// One object, one fault, one finding: drops what a more exact rule says of the same object.
void silence(std::vector<Finding>& findings) {
    const auto is_silenced = [&findings](const Finding& finding) {
        if (finding.rule->yields_to.empty()) return false;
        return std::ranges::any_of(findings, [&finding](const Finding& other) {
            return other.rule->name == finding.rule->yields_to && other.table == finding.table &&
                   other.column == finding.column;
        });
    };
    std::vector<Finding> kept;
    std::ranges::copy_if(findings, std::back_inserter(kept), std::not_fn(is_silenced));
    findings = std::move(kept);
}

}  // namespace

std::vector<Finding> inspect(const Change& change, const Policy& policy) {
    const auto rules = catalog();
    Findings found;
    for (const Table& table : change.tables) {
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const Rule& rule = *rules[i];
            if (!policy.is_on(i) || !is_asked(rule, table)) continue;
            const Setting& setting = policy.setting(i, table.schema, table.name);
            if (setting.severity == Severity::Off) continue;
            found.judging(rule, setting, table);
            rule.judge(table, setting.parameters, found);
        }
    }
    std::vector<Finding>& findings = found.all();
    if (findings.empty()) return {};
    silence(findings);
    std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
        return std::tuple(b.setting->severity, a.rule->code) < std::tuple(a.setting->severity, b.rule->code);
    });
    return std::move(findings);
}

}  // namespace mana_guard

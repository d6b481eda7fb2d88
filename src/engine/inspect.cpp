#include "engine/inspect.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <new>
#include <tuple>

namespace mana_guard {
namespace {

bool is_asked(const Rule& rule, const Table& table) {
    return rule.kinds.has(table.kind) && rule.facts.overlaps(table.touched) &&
           (!table.is_partition || rule.judges_partitions);
}

// A rule that throws is named, with the way out; what is no std::exception the wall tells without a name.
void ask(const Rule& rule, const Table& table, const Setting& setting, Findings& found) {
    found.judging(rule, setting, table);
    try {
        rule.judge(table, setting.parameters, found);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        throw RuleError(fmt::format("rule {} {} failed: {}", rule.code, rule.name, error.what()),
                        fmt::format("SELECT mana_guard.set_rule('{}', 'off') switches it off.", rule.name));
    }
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
            ask(rule, table, setting, found);
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

#include "report/text.hpp"

#include <algorithm>
#include <iterator>

#include "policy/setting.hpp"
#include "report/cure.hpp"
#include "report/lines.hpp"
#include "rules/rule.hpp"

namespace mana_guard {
namespace {

constexpr std::size_t most_lines = 20;

std::string primary_of(std::span<const Finding> findings) {
    const std::string& first = findings.front().message;
    if (findings.size() == 1) return first;
    return fmt::format("{} (and {} more {})", first, findings.size() - 1,
                       findings.size() == 2 ? "finding" : "findings");
}

// The finding's line; the reason is given once a rule.
std::string line_of(const Finding& finding, bool is_first_of_rule, Severity highest) {
    const Severity severity = finding.setting->severity;
    std::string line = fmt::format("{} {}", finding.rule->code, finding.rule->name);
    if (severity != highest) line += fmt::format(" ({})", name_of(severity));
    line += fmt::format(": {}.", finding.message);
    if (is_first_of_rule) line += fmt::format(" {}", finding.rule->why);
    return line;
}

std::string detail_of(std::span<const Finding> findings) {
    const Severity highest = findings.front().setting->severity;
    const auto told = findings.first(std::min(findings.size(), most_lines));
    std::string detail;
    for (std::size_t i = 0; i < told.size(); ++i) {
        const auto before = told.first(i);
        const bool is_first = std::ranges::find(before, told[i].rule, &Finding::rule) == before.end();
        detail += fmt::format("{}{}", i == 0 ? "" : "\n", line_of(told[i], is_first, highest));
    }
    if (told.size() < findings.size()) detail += fmt::format("\nAnd {} more.", findings.size() - told.size());
    return detail;
}

std::string hint_of(std::span<const Finding> findings) {
    std::vector<std::string> lines;
    for (const std::string& cure : cures(findings)) {
        if (lines.size() < most_lines) add_once(lines, cure);
    }
    if (!lines.empty()) lines.insert(lines.begin(), "This would pass:");
    for (const Finding& finding : findings) {
        add_once(lines, finding.setting->advice);
        if (!finding.setting->docs_url.empty()) add_once(lines, fmt::format("See {}", finding.setting->docs_url));
    }
    std::string hint;
    for (const std::string& line : lines) hint += (hint.empty() ? "" : "\n") + line;
    return hint;
}

}  // namespace

Message tell(std::span<const Finding> findings) {
    return {primary_of(findings), detail_of(findings), hint_of(findings)};
}

}  // namespace mana_guard

#include "report/text.hpp"

#include <algorithm>
#include <iterator>

#include "policy/exemption.hpp"
#include "policy/setting.hpp"
#include "report/cure.hpp"
#include "report/dialects/dialect.hpp"
#include "report/lines.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

constexpr std::size_t most_lines = 20;

std::string primary_of(std::span<const Finding> findings) {
    const std::string& first = findings.front().message;
    if (findings.size() == 1) return first;
    return formatted("{} (and {} more {})", first, findings.size() - 1, findings.size() == 2 ? "finding" : "findings");
}

// Both, with a space between where neither is empty.
std::string spaced(std::string_view first, std::string_view second) {
    return formatted("{}{}{}", first, first.empty() || second.empty() ? "" : " ", second);
}

// What a reader must know about the severity at which it is reported.
std::string severity_note(const Finding& finding, Severity highest) {
    if (finding.is_overridden) return " (error, overridden)";
    const Severity by_policy = finding.setting->severity;
    if (finding.told < by_policy) return formatted(" ({} by the policy)", name_of(by_policy));
    if (finding.told != highest) return formatted(" ({})", name_of(finding.told));
    return {};
}

std::string exemption_note(const Finding& finding) {
    if (finding.exemption == nullptr) return {};
    const Exemption& exemption = *finding.exemption;
    if (!finding.is_exempt) {
        return formatted(" Exemption {} ended on {}: it no longer applies.", exemption.id, exemption.until_text);
    }
    const std::string until = exemption.until == no_end ? std::string() : formatted(" until {}", exemption.until_text);
    const std::string which = exemption.id == 0 ? std::string("The profile") : formatted("Exemption {}", exemption.id);
    return formatted(" {} waives it{}: {}", which, until, exemption.reason);
}

// What decided that the table is in use, where its rows didn't.
std::string assumption_note(const Finding& finding) {
    if (!finding.is_assumed) return {};
    return formatted(" The {} is taken as in use.", noun_of(finding.object->kind));
}

// The finding's line; the reason is given once per rule.
std::string line_of(const Finding& finding, bool is_first_of_rule, Severity highest) {
    std::string line = formatted("{} {}{}: {}.", finding.rule->code, finding.rule->name,
                                 severity_note(finding, highest), finding.message);
    if (!finding.detail.empty()) line += formatted(" {}", finding.detail);
    if (!finding.held_back.empty()) line += formatted(" {}", finding.held_back);
    if (is_first_of_rule && !finding.rule->why.empty()) line += formatted(" {}", finding.rule->why);
    return line + assumption_note(finding) + exemption_note(finding);
}

std::string detail_of(std::span<const Finding> findings, std::string_view override_reason) {
    const Severity highest = findings.front().told;
    const auto told = findings.first(std::min(findings.size(), most_lines));
    std::string detail;
    for (std::size_t i = 0; i < told.size(); ++i) {
        const auto before = told.first(i);
        const bool is_first = std::ranges::find(before, told[i].rule, &Finding::rule) == before.end();
        detail += formatted("{}{}", i == 0 ? "" : "\n", line_of(told[i], is_first, highest));
    }
    if (told.size() < findings.size()) detail += formatted("\nAnd {} more.", findings.size() - told.size());
    if (std::ranges::any_of(findings, &Finding::is_overridden)) {
        detail += formatted("\nOverridden: {}", override_reason);
    }
    return detail;
}

// Your team's own words, the rule's and the policy's.
void add_advice(std::vector<std::string>& lines, const Finding& finding) {
    add_once(lines, finding.hint);
    add_once(lines, finding.setting->advice);
    if (!finding.setting->docs_url.empty()) add_once(lines, formatted("See {}", finding.setting->docs_url));
}

// Whether the column comes from that of another finding, and is as that will be.
bool is_mended_in_parent(std::span<const Finding> findings, const Finding& finding) {
    if (finding.column == nullptr || !finding.column->inherited) return false;
    return std::ranges::any_of(findings, [&finding](const Finding& other) {
        return other.rule == finding.rule && other.column != nullptr && !other.column->inherited &&
               other.column->name == finding.column->name && !offers_nothing(other);
    });
}

// The heading above the SQL: a warning's statement has run.
std::string_view heading_of(std::span<const Finding> findings) {
    const auto remains = [&findings](const Finding& finding) {
        return finding.told == findings.front().told && offers_nothing(finding) &&
               !is_mended_in_parent(findings, finding);
    };
    if (std::ranges::any_of(findings, remains)) return "For the other findings, write:";
    if (findings.front().told == Severity::Error) return "This would pass:";
    return may_follow(findings) ? "Add:" : "Write instead:";
}

// The SQL that would pass.
std::string cure_of(std::span<const Finding> findings) {
    std::vector<std::string> lines;
    for (const std::string& cure : cures(findings)) {
        if (lines.size() < most_lines) add_once(lines, cure);
    }
    return joined(lines);
}

std::string hint_of(std::span<const Finding> findings, const std::string& cure, std::span<const Finding> later) {
    std::vector<std::string> lines;
    if (!cure.empty()) lines = {std::string(heading_of(findings)), cure};
    std::vector<Finding> said(findings.begin(), findings.end());
    said.insert(said.end(), later.begin(), later.end());
    add_once(lines, in_dialect(said, findings.front().told == Severity::Error));
    for (const Finding& finding : findings) add_advice(lines, finding);
    return joined(lines);
}

// The function that lists all findings of the object: findings() takes only relations.
std::string call_that_shows(const Object& object) {
    if (all_relations.has(object.kind)) return formatted("findings({})", rules::sql_literal(object.identity));
    return formatted("audit({}, {})", rules::sql_literal(object.schema), rules::sql_literal(object.name));
}

}  // namespace

Message tell(std::span<const Finding> findings, std::string_view override_reason, bool is_committed,
             const Whole& whole) {
    std::vector<Finding> warnings;
    if (is_committed) {
        warnings.assign(findings.begin(), findings.end());
        for (Finding& finding : warnings) finding.told = std::min(finding.told, Severity::Warn);
        findings = warnings;
    }
    // Findings at log come last, and are left out if others are reported.
    if (findings.front().told > Severity::Log) {
        const auto logged = std::ranges::find(findings, Severity::Log, &Finding::told);
        findings = {findings.begin(), logged};
    }
    const std::string cure = whole.sql.empty() ? cure_of(findings) : whole.sql;
    return {primary_of(findings), detail_of(findings, override_reason), hint_of(findings, cure, whole.later), cure};
}

Message mention(std::span<const Finding> findings) {
    const Object& object = *findings.front().object;
    return {formatted("{} {} has {} existing {}, not held against this command", noun_of(object.kind), object.identity,
                      findings.size(), findings.size() == 1 ? "violation" : "violations"),
            {},
            formatted("SELECT * FROM mana_guard.{} shows {}.", call_that_shows(object),
                      findings.size() == 1 ? "it" : "them")};
}

Message describe(const Finding& finding) {
    std::vector<std::string> lines;
    add_once(lines, in_dialect({&finding, 1}, false));
    add_advice(lines, finding);
    std::string detail = spaced(finding.detail, finding.rule->why);
    detail = spaced(detail, finding.held_back) + assumption_note(finding) + exemption_note(finding);
    return {finding.message, detail, joined(lines)};
}

}  // namespace mana_guard

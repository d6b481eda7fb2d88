#include "formats/escapes.hpp"
#include "formats/writers.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <array>

namespace mana_guard {
namespace {

constexpr std::array formats = {
    Format{"text", write_text},   Format{"json", write_json},     Format{"jsonl", write_jsonl},
    Format{"sarif", write_sarif}, Format{"github", write_github}, Format{"gitlab", write_gitlab},
    Format{"junit", write_junit}, Format{"rdjson", write_rdjson}, Format{"markdown", write_markdown},
    Format{"html", write_html},
};

}  // namespace

std::span<const Format> all_formats() {
    return formats;
}

const Format* format_named(std::string_view name) {
    const auto* const found = std::ranges::find(formats, name, &Format::name);
    return found != formats.end() ? found : nullptr;
}

std::string dumped(const OrderedJson& json) {
    return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string dumped_in_a_line(const OrderedJson& json) {
    return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string title_of(const ReportedFinding& finding) {
    return finding.rule.empty() ? finding.code : finding.code + " " + finding.rule;
}

std::string explained(const ReportedFinding& finding) {
    std::string text = finding.message;
    if (!finding.detail.empty()) text += "\n" + finding.detail;
    if (!finding.fix.empty()) text += "\nInstead:\n" + finding.fix;
    if (finding.fix.empty() && !finding.hint.empty()) text += "\n" + finding.hint;
    return text;
}

Frame frame_of(const Lines& lines, const ReportedFinding& finding) {
    const std::string_view line = lines.line(finding.begin.line);
    const std::size_t begin = offset_of_code_point(line, finding.begin.column);
    const bool ends_here = finding.end.line == finding.begin.line && finding.end.column > finding.begin.column;
    const std::size_t end = ends_here ? offset_of_code_point(line, finding.end.column) : line.size();
    return {lines.line(finding.begin.line - 1), line, begin, std::max(begin, end)};
}

bool is_of_own_rule(const ReportedFinding& finding) {
    return finding.code.starts_with("MGX");
}

std::string page_of(const ReportedFinding& finding) {
    const Rule* rule = rule_named(finding.rule);
    if (rule != nullptr) return formatted("docs/rules/{}/{}.md", name_of(rule->category), rule->name);
    return is_of_own_rule(finding) ? "docs/own-rules.md" : "";
}

std::string address_of(const Report& report, const ReportedFinding& finding) {
    constexpr std::string_view placeholder = "{page}";
    const Rule* rule = rule_named(finding.rule);
    std::string address = report.manual;
    const std::size_t at = address.find(placeholder);
    if (rule == nullptr || at == std::string::npos) return {};
    return address.replace(at, placeholder.size(), formatted("rules/{}/{}", name_of(rule->category), rule->name));
}

std::string anchor_of(const Report& report, const ReportedFinding& finding) {
    if (!finding.path.empty()) return finding.path;
    return report.policy.empty() ? "mana-guard.json" : report.policy;
}

}  // namespace mana_guard

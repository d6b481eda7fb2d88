// Workflow commands of GitHub Actions, which it shows as annotations: ten of each kind in a step.
#include "formats/escapes.hpp"
#include "formats/writers.hpp"
#include "text/formatted.hpp"

#include <array>

namespace mana_guard {
namespace {

constexpr std::size_t most_of_a_kind = 10;

std::string_view command_of(Severity severity) {
    return severity == Severity::Error ? "error" : severity == Severity::Warn ? "warning" : "notice";
}

std::string annotation(const Report& report, const ReportedFinding& finding) {
    std::string properties = "file=" + command_property(anchor_of(report, finding));
    properties += formatted(",line={},col={}", finding.begin.line, finding.begin.column);
    if (!finding.path.empty()) properties += formatted(",endLine={}", finding.end.line);
    return formatted("::{} {},title={}::{}\n", command_of(finding.severity), properties,
                     command_property(title_of(finding)), command_message(explained(finding)));
}

}  // namespace

std::string write_github(const Report& report, const TextOptions& /*options*/) {
    std::array<std::size_t, severity_names.size()> shown{};
    std::string text;
    std::size_t left_out = 0;
    for (const ReportedFinding* finding : worst_first(report)) {
        // The last one of a kind says how many more there are.
        const bool fits = ++shown.at(static_cast<std::size_t>(finding->severity)) < most_of_a_kind;
        if (fits) {
            text += annotation(report, *finding);
        } else {
            ++left_out;
        }
    }
    if (left_out > 0) text += formatted("::notice title=mana-guard::and {} more: see the report\n", left_out);
    for (const ReportedFile& file : report.files) {
        if (!file.was_judged) {
            text += formatted("::error file={},title=not judged::{}\n", command_property(file.path),
                              command_message(file.why_not));
        }
    }
    if (!report.failure.empty()) text += formatted("::error title=mana-guard::{}\n", command_message(report.failure));
    return text;
}

}  // namespace mana_guard

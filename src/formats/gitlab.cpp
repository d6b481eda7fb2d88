// GitLab's Code Quality report: a list, whose fingerprints differ, since of two equal ones only the first is shown.
#include "formats/writers.hpp"

namespace mana_guard {
namespace {

std::string_view severity_for_gitlab(Severity severity) {
    return severity == Severity::Error ? "critical" : severity == Severity::Warn ? "minor" : "info";
}

}  // namespace

std::string write_gitlab(const Report& report, const TextOptions& /*options*/) {
    OrderedJson list = OrderedJson::array();
    for (const Fingerprinted& one : fingerprinted(report)) {
        const ReportedFinding& finding = *one.finding;
        list.push_back(
            {{"description", title_of(finding) + ": " + finding.message},
             {"check_name", finding.rule.empty() ? finding.code : finding.rule},
             {"fingerprint", one.fingerprint},
             {"severity", severity_for_gitlab(finding.severity)},
             {"location", {{"path", anchor_of(report, finding)}, {"lines", {{"begin", finding.begin.line}}}}}});
    }
    return dumped(list);
}

}  // namespace mana_guard

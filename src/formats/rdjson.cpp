// Reviewdog's Diagnostic Format (reviewdog/reviewdog, proto/rdf/reviewdog.proto).
#include "formats/escapes.hpp"
#include "formats/writers.hpp"

namespace mana_guard {
namespace {

std::string_view severity_for_reviewdog(Severity severity) {
    return severity == Severity::Error ? "ERROR" : severity == Severity::Warn ? "WARNING" : "INFO";
}

OrderedJson position(const Place& place) {
    return {{"line", place.line}, {"column", place.column}};
}

}  // namespace

std::string write_rdjson(const Report& report, const TextOptions& /*options*/) {
    OrderedJson diagnostics = OrderedJson::array();
    for (const ReportedFinding& finding : report.findings) {
        OrderedJson range = {{"start", position(finding.begin)}};
        if (!finding.path.empty()) range["end"] = position(finding.end);
        OrderedJson code = {{"value", title_of(finding)}};
        if (const std::string address = address_of(report, finding); !address.empty()) code["url"] = as_utf8(address);
        diagnostics.push_back({{"message", explained(finding)},
                               {"location", {{"path", anchor_of(report, finding)}, {"range", range}}},
                               {"severity", severity_for_reviewdog(finding.severity)},
                               {"code", code}});
    }
    return dumped({{"source", {{"name", "mana-guard"}}}, {"diagnostics", diagnostics}});
}

}  // namespace mana_guard

// SARIF 2.1.0 (OASIS). Every result has a physical location, without which GitHub refuses the whole upload. GitHub
// shows 5,000 results of a run.
#include "formats/escapes.hpp"
#include "formats/writers.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace mana_guard {
namespace {

constexpr std::size_t most_results = 5000;

std::string_view level_of(Severity severity) {
    return severity == Severity::Error ? "error" : severity == Severity::Warn ? "warning" : "note";
}

OrderedJson text_of(std::string_view text) {
    return {{"text", as_utf8(text)}};
}

OrderedJson descriptor_of(const Report& report, const ReportedFinding& finding) {
    const Rule* rule = rule_named(finding.rule);
    if (is_of_own_rule(finding)) {
        return {{"id", finding.code},
                {"name", finding.rule},
                {"shortDescription", text_of(formatted("Rule {} of this database.", finding.rule))},
                {"defaultConfiguration", {{"level", level_of(finding.severity)}}}};
    }
    if (rule == nullptr) {
        return {{"id", finding.code},
                {"name", finding.code.starts_with("MGF") ? "migration_file" : "postgresql_error"},
                {"shortDescription", text_of("The migration can't run as it is.")},
                {"defaultConfiguration", {{"level", "error"}}}};
    }
    const std::string help =
        formatted("{} {} mana-guard explain {} shows its page.", rule->summary, rule->why, rule->code);
    OrderedJson descriptor = {{"id", rule->code},
                              {"name", rule->name},
                              {"shortDescription", text_of(rule->summary)},
                              {"fullDescription", text_of(rule->why)},
                              {"help", {{"text", help}, {"markdown", help}}},
                              {"defaultConfiguration", {{"level", level_of(rule->severity)}}},
                              {"properties",
                               {{"tags", {"postgresql", name_of(rule->category)}},
                                {"problem.severity", rule->severity == Severity::Error ? "error" : "warning"}}}};
    if (const std::string address = address_of(report, finding); !address.empty())
        descriptor["helpUri"] = as_utf8(address);
    return descriptor;
}

OrderedJson location_of(const Report& report, const ReportedFinding& finding) {
    OrderedJson region = {{"startLine", finding.begin.line}, {"startColumn", finding.begin.column}};
    if (!finding.path.empty()) {
        region["endLine"] = finding.end.line;
        region["endColumn"] = finding.end.column;
    }
    OrderedJson location = {
        {"physicalLocation",
         {{"artifactLocation", {{"uri", uri_escaped(anchor_of(report, finding))}, {"uriBaseId", "%SRCROOT%"}}},
          {"region", region}}}};
    if (!finding.identity.empty()) {
        const std::string name = finding.column.empty() ? finding.identity : finding.identity + "." + finding.column;
        location["logicalLocations"] = OrderedJson::array(
            {{{"fullyQualifiedName", as_utf8(name)},
              {"kind",
               finding.column.empty() ? finding.object_type.empty() ? "object" : finding.object_type : "column"}}});
    }
    return location;
}

OrderedJson result_of(const Report& report, const Fingerprinted& one, std::size_t rule_index) {
    const ReportedFinding& finding = *one.finding;
    OrderedJson result = {{"ruleId", finding.code},
                          {"ruleIndex", rule_index},
                          {"level", level_of(finding.severity)},
                          {"message", text_of(explained(finding))},
                          {"locations", OrderedJson::array({location_of(report, finding)})},
                          {"partialFingerprints", {{"manaGuard/v1", one.fingerprint}}}};
    if (finding.is_exempt) {
        result["suppressions"] = OrderedJson::array(
            {{{"kind", "external"}, {"status", "accepted"}, {"justification", as_utf8(finding.hint)}}});
    }
    return result;
}

OrderedJson invocation_of(const Report& report, bool is_cut) {
    OrderedJson notes = OrderedJson::array();
    const auto note = [&notes](std::string_view level, std::string_view text) {
        notes.push_back({{"level", level}, {"message", text_of(text)}});
    };
    if (!report.failure.empty()) note("error", report.failure);
    for (const ReportedFile& file : report.files) {
        if (!file.was_judged) note("error", formatted("not judged: {}: {}", file.path, file.why_not));
    }
    for (const std::string& what : report.not_judged) note("note", "not judged here: " + what);
    if (is_cut)
        note("warning", formatted("only the {} worst of {} findings are here", most_results, report.findings.size()));
    return {{"executionSuccessful", report.failure.empty()}, {"toolExecutionNotifications", notes}};
}

}  // namespace

std::string write_sarif(const Report& report, const TextOptions& /*options*/) {
    std::vector<Fingerprinted> findings = fingerprinted(report);
    const bool is_cut = findings.size() > most_results;
    if (is_cut) {
        std::ranges::stable_sort(findings, std::greater(),
                                 [](const Fingerprinted& one) { return one.finding->severity; });
        findings.resize(most_results);
    }
    OrderedJson rules = OrderedJson::array();
    OrderedJson results = OrderedJson::array();
    std::map<std::string_view, std::size_t> numbers;
    for (const Fingerprinted& one : findings) {
        const auto [number, is_first] = numbers.emplace(one.finding->code, rules.size());
        if (is_first) rules.push_back(descriptor_of(report, *one.finding));
        results.push_back(result_of(report, one, number->second));
    }
    const OrderedJson driver = {{"name", "mana-guard"}, {"semanticVersion", report.tool_version}, {"rules", rules}};
    return dumped(
        {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
         {"version", "2.1.0"},
         {"runs", OrderedJson::array({{{"tool", {{"driver", driver}}},
                                       {"columnKind", "unicodeCodePoints"},
                                       {"invocations", OrderedJson::array({invocation_of(report, is_cut)})},
                                       {"results", results}}})}});
}

}  // namespace mana_guard

// For scripts: one document, or one finding in a line.
#include "formats/writers.hpp"

namespace mana_guard {
namespace {

OrderedJson optional(const std::string& text) {
    return text.empty() ? OrderedJson(nullptr) : OrderedJson(text);
}

OrderedJson place_of(const Place& place) {
    return {{"line", place.line}, {"column", place.column}};
}

OrderedJson finding_as_json(const Fingerprinted& one) {
    const ReportedFinding& finding = *one.finding;
    OrderedJson json = {
        {"rule", optional(finding.rule)},
        {"code", finding.code},
        {"severity", name_of(finding.severity)},
        {"message", finding.message},
        {"detail", optional(finding.detail)},
        {"hint", optional(finding.hint)},
        {"fix", optional(finding.fix)},
        {"exempt", finding.is_exempt},
        {"object",
         {{"type", optional(finding.object_type)},
          {"schema", optional(finding.schema)},
          {"name", optional(finding.object)},
          {"column", optional(finding.column)},
          {"identity", optional(finding.identity)},
          {"owner", optional(finding.owner)}}},
        {"value", optional(finding.value)},
        {"page", optional(page_of(finding))},
        {"fingerprint", one.fingerprint},
    };
    if (finding.is_new) json["new"] = true;
    if (finding.path.empty()) {
        json["location"] = nullptr;
    } else {
        json["location"] = {{"path", finding.path}, {"begin", place_of(finding.begin)}, {"end", place_of(finding.end)}};
        json["statement"] = finding.statement;
    }
    return json;
}

OrderedJson shares_as_json(const char* word, std::string ReportedFinding::*member, const Report& report) {
    OrderedJson shares = OrderedJson::array();
    for (const Share& share : shares_by(member, report)) {
        shares.push_back({{word, optional(share.name)}, {"findings", share.findings}});
        if (!report.earlier.empty()) {
            shares.back()["new"] = share.fresh;
            shares.back()["gone"] = share.gone;
        }
    }
    return shares;
}

OrderedJson gone_as_json(const ReportedFinding& finding) {
    return {{"rule", optional(finding.rule)},
            {"code", finding.code},
            {"message", finding.message},
            {"object",
             {{"schema", optional(finding.schema)},
              {"column", optional(finding.column)},
              {"identity", optional(finding.identity)},
              {"owner", optional(finding.owner)}}}};
}

}  // namespace

std::string write_json(const Report& report, const TextOptions& /*options*/) {
    const Counts counts = counted(report);
    OrderedJson findings = OrderedJson::array();
    for (const Fingerprinted& one : fingerprinted(report)) findings.push_back(finding_as_json(one));
    OrderedJson files = OrderedJson::array();
    for (const ReportedFile& file : report.files) {
        files.push_back({{"path", file.path}, {"judged", file.was_judged}, {"why_not", optional(file.why_not)}});
    }
    OrderedJson document = {
        {"schema", "mana-guard/report/v1"},
        {"tool", {{"name", "mana-guard"}, {"version", report.tool_version}}},
        {"server", {{"version", optional(report.server_version)}}},
        {"policy", {{"document", optional(report.policy)}, {"profile", optional(report.profile)}}},
        {"findings", findings},
        {"files", files},
        {"not_judged", report.not_judged},
        {"failure", optional(report.failure)},
        {"summary",
         {{"errors", counts.errors},
          {"warnings", counts.warnings},
          {"logged", counts.logged},
          {"files", counts.files},
          {"files_at_fault", counts.files_at_fault}}},
    };
    if (!report.database.empty()) {
        document["schemas"] = shares_as_json("schema", &ReportedFinding::schema, report);
        document["rules"] = shares_as_json("rule", &ReportedFinding::rule, report);
        document["owners"] = shares_as_json("owner", &ReportedFinding::owner, report);
    }
    if (!report.earlier.empty()) {
        OrderedJson gone = OrderedJson::array();
        for (const ReportedFinding& finding : report.gone) gone.push_back(gone_as_json(finding));
        document["earlier"] = {{"report", report.earlier}, {"gone", gone}};
    }
    return dumped(document);
}

std::string write_jsonl(const Report& report, const TextOptions& /*options*/) {
    std::string lines;
    for (const Fingerprinted& one : fingerprinted(report)) lines += dumped_in_a_line(finding_as_json(one));
    return lines;
}

}  // namespace mana_guard

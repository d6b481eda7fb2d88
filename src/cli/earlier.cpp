#include "cli/earlier.hpp"

#include "cli/document.hpp"
#include "cli/failure.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace mana_guard::cli {
namespace {

std::string member(const Document& json, const char* key) {
    const auto found = json.find(key);
    return found == json.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

// The SQL function has the object's members beside the others, the tool has them in one of their own.
ReportedFinding standing(const Document& json) {
    const auto inside = json.find("object");
    const bool is_of_tool = inside != json.end();
    const Document& object = is_of_tool ? *inside : json;
    ReportedFinding finding{.rule = member(json, "rule"), .code = member(json, "code")};
    finding.message = member(json, "message");
    finding.schema = member(object, is_of_tool ? "schema" : "schema_name");
    finding.column = member(object, is_of_tool ? "column" : "column_name");
    finding.identity = member(object, "identity");
    finding.owner = member(object, "owner");
    const auto exempt = json.find("exempt");
    finding.is_exempt = exempt != json.end() && *exempt == true;
    return finding;
}

auto key_of(const ReportedFinding& finding) {
    return std::tuple(finding.code, finding.identity, finding.column, finding.message);
}

}  // namespace

void compare_with_earlier(const std::string& path, Report& report) {
    const Document document = read_document(path);
    const auto items = document.find(document.contains("items") ? "items" : "findings");
    if (items == document.end() || !items->is_array()) {
        throw Failure(Exit::WrongUse, formatted("{} is no report of an audit", path),
                      "mana-guard audit --format json=FILE writes one.");
    }
    report.earlier = path;
    std::map<decltype(key_of(ReportedFinding())), std::vector<ReportedFinding>> earlier;
    for (const Document& item : *items) {
        if (!item.is_object()) continue;
        ReportedFinding finding = standing(item);
        if (!finding.is_exempt) earlier[key_of(finding)].push_back(std::move(finding));
    }
    for (ReportedFinding& finding : report.findings) {
        if (finding.is_exempt) continue;
        const auto known = earlier.find(key_of(finding));
        finding.is_new = known == earlier.end() || known->second.empty();
        if (!finding.is_new) known->second.pop_back();
    }
    for (const auto& [key, rest] : earlier) report.gone.insert(report.gone.end(), rest.begin(), rest.end());
}

}  // namespace mana_guard::cli

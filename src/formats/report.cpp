#include "formats/report.hpp"
#include "migrations/scanner.hpp"
#include "text/formatted.hpp"
#include "text/hash.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace mana_guard {
namespace {

std::string without_space(std::string_view sql) {
    std::string text;
    for (std::size_t at = 0; at < sql.size();) {
        const Token token = token_at(sql, at);
        at = token.end;
        if (token.kind == TokenKind::Space || token.kind == TokenKind::Comment) continue;
        text += sql.substr(token.begin, token.end - token.begin);
        text += ' ';
    }
    return text;
}

std::string plural(std::size_t count, std::string_view one) {
    return formatted("{} {}{}", count, one, count == 1 ? "" : "s");
}

}  // namespace

std::vector<Fingerprinted> fingerprinted(const Report& report) {
    std::vector<Fingerprinted> found;
    std::map<std::string, std::size_t> times;
    for (const ReportedFinding& finding : report.findings) {
        std::string key;
        for (const std::string& part : {finding.code, finding.path, finding.identity, finding.column, finding.value,
                                        without_space(finding.statement)}) {
            key += part;
            key += '\0';
        }
        key += std::to_string(times[key]++);
        found.push_back({&finding, formatted("{:016x}", hashed(key))});
    }
    return found;
}

void arrange(Report& report, bool with_exempt) {
    if (!with_exempt) std::erase_if(report.findings, [](const ReportedFinding& one) { return one.is_exempt; });
    std::map<std::string_view, std::size_t> order;
    for (const ReportedFile& file : report.files) order.emplace(file.path, order.size());
    const auto place = [&order](const ReportedFinding& one) {
        const auto file = order.find(one.path);
        return std::tuple(file == order.end() ? order.size() : file->second, one.begin.line, one.begin.column,
                          -static_cast<int>(one.severity));
    };
    std::ranges::stable_sort(report.findings, {}, place);
}

std::vector<const ReportedFinding*> worst_first(const Report& report) {
    std::vector<const ReportedFinding*> found;
    for (const ReportedFinding& finding : report.findings) found.push_back(&finding);
    std::ranges::stable_sort(found, std::greater(), [](const ReportedFinding* one) { return one->severity; });
    return found;
}

Counts counted(const Report& report) {
    Counts counts;
    std::set<std::string_view> at_fault;
    for (const ReportedFinding& finding : report.findings) {
        if (finding.is_exempt) continue;
        if (finding.severity == Severity::Error) ++counts.errors;
        if (finding.severity == Severity::Warn) ++counts.warnings;
        if (finding.severity == Severity::Log) ++counts.logged;
        if (!finding.path.empty()) at_fault.insert(finding.path);
    }
    counts.files = static_cast<std::size_t>(std::ranges::count_if(report.files, &ReportedFile::was_judged));
    counts.files_at_fault = at_fault.size();
    return counts;
}

std::vector<Share> shares_by(std::string ReportedFinding::*member, const Report& report) {
    std::map<std::string_view, Share> shares;
    for (const ReportedFinding& finding : report.findings) {
        if (finding.is_exempt) continue;
        Share& share = shares[finding.*member];
        ++share.findings;
        share.fresh += finding.is_new ? 1 : 0;
    }
    for (const ReportedFinding& finding : report.gone) ++shares[finding.*member].gone;
    std::vector<Share> sorted;
    for (auto& [name, share] : shares) {
        share.name = name;
        sorted.push_back(std::move(share));
    }
    std::ranges::stable_sort(sorted, std::greater(), &Share::findings);
    return sorted;
}

std::string summary_of(const Report& report) {
    const Counts counts = counted(report);
    std::string text = plural(counts.errors, "error") + ", " + plural(counts.warnings, "warning");
    if (counts.logged > 0) text += formatted(", {} to be logged", counts.logged);
    if (!report.earlier.empty()) {
        text +=
            formatted("; {} new, {} gone since {}", std::ranges::count_if(report.findings, &ReportedFinding::is_new),
                      report.gone.size(), report.earlier);
    }
    if (report.files.empty()) return text;
    return text + formatted(" in {} of {}", counts.files_at_fault, plural(counts.files, "file"));
}

}  // namespace mana_guard

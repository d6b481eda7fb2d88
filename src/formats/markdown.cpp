// For a job's summary and a comment on a merge request: a table of at most 100 rows and 1 MiB.
#include "formats/escapes.hpp"
#include "formats/writers.hpp"
#include "text/formatted.hpp"

namespace mana_guard {
namespace {

constexpr std::size_t most_rows = 100;
constexpr std::size_t most_bytes = 1'000'000;

std::string row_of(const ReportedFinding& finding) {
    const std::string place =
        finding.path.empty() ? finding.identity : formatted("{}:{}", finding.path, finding.begin.line);
    return formatted("| {} | {} | {} | {} |\n", name_of(finding.severity), markdown_escaped(title_of(finding)),
                     markdown_escaped(place), markdown_escaped(finding.message));
}

}  // namespace

std::string write_markdown(const Report& report, const TextOptions& /*options*/) {
    std::string text = formatted("## mana-guard\n\n{}\n", markdown_escaped(summary_of(report)));
    std::size_t rows = 0;
    for (const ReportedFinding* finding : worst_first(report)) {
        const std::string row = row_of(*finding);
        if (rows == most_rows || text.size() + row.size() > most_bytes) break;
        if (rows == 0) text += "\n| severity | rule | where | what is wrong |\n| --- | --- | --- | --- |\n";
        text += row;
        ++rows;
    }
    if (rows < report.findings.size()) text += formatted("\nAnd {} more.\n", report.findings.size() - rows);
    for (const ReportedFile& file : report.files) {
        if (!file.was_judged)
            text += formatted("\nNot judged: {}: {}\n", markdown_escaped(file.path), markdown_escaped(file.why_not));
    }
    for (const std::string& what : report.not_judged)
        text += formatted("\nNot judged here: {}\n", markdown_escaped(what));
    if (!report.failure.empty()) text += formatted("\nThe run failed: {}\n", markdown_escaped(report.failure));
    return text;
}

}  // namespace mana_guard

// Reviewdog's Diagnostic Format (reviewdog/reviewdog, proto/rdf/reviewdog.proto).
#include "formats/escapes.hpp"
#include "formats/writers.hpp"
#include "migrations/splitter.hpp"

#include <algorithm>
#include <optional>

namespace mana_guard {
namespace {

std::string_view severity_for_reviewdog(Severity severity) {
    return severity == Severity::Error ? "ERROR" : severity == Severity::Warn ? "WARNING" : "INFO";
}

// Columns of its files are counted in bytes.
class Positions {
  public:
    Positions(const Report& report, const std::string& path) {
        const auto file = std::ranges::find(report.files, path, &ReportedFile::path);
        if (file != report.files.end()) lines_.emplace(file->text);
    }

    [[nodiscard]] OrderedJson at(const Place& place) const {
        const std::size_t column =
            lines_ ? offset_of_code_point(lines_->line(place.line), place.column) + 1 : place.column;
        return {{"line", place.line}, {"column", column}};
    }

  private:
    std::optional<Lines> lines_;
};

// The cures of these rules stand for the statement; those of others may follow it.
constexpr std::string_view replacing[] = {"index_concurrently", "drop_index_concurrently", "reindex_concurrently",
                                          "matview_concurrently"};

// Whether the cure can be put where the statement is. With a comment it says that it belongs elsewhere.
bool is_replacement(const ReportedFinding& finding) {
    if (!finding.statement_begin || std::ranges::find(replacing, finding.rule) == std::end(replacing)) return false;
    const std::vector<Piece> pieces = split_statements(finding.fix, {});
    return pieces.size() == 1 && pieces[0].kind == PieceKind::Statement && pieces[0].body == 0;
}

}  // namespace

std::string write_rdjson(const Report& report, const TextOptions& /*options*/) {
    OrderedJson diagnostics = OrderedJson::array();
    for (const ReportedFinding& finding : report.findings) {
        const Positions positions(report, finding.path);
        OrderedJson range = {{"start", positions.at(finding.begin)}};
        if (!finding.path.empty()) range["end"] = positions.at(finding.end);
        OrderedJson code = {{"value", title_of(finding)}};
        if (const std::string address = address_of(report, finding); !address.empty()) code["url"] = as_utf8(address);
        diagnostics.push_back({{"message", explained(finding)},
                               {"location", {{"path", anchor_of(report, finding)}, {"range", range}}},
                               {"severity", severity_for_reviewdog(finding.severity)},
                               {"code", code}});
        if (!is_replacement(finding)) continue;
        const OrderedJson statement = {{"start", positions.at(*finding.statement_begin)},
                                       {"end", positions.at(finding.end)}};
        diagnostics.back()["suggestions"] = {{{"range", statement}, {"text", as_utf8(finding.fix)}}};
    }
    return dumped({{"source", {{"name", "mana-guard"}}}, {"diagnostics", diagnostics}});
}

}  // namespace mana_guard

// For people: path:line:column first, which editors and terminals recognise, then a frame of the source.
#include "formats/escapes.hpp"
#include "formats/writers.hpp"
#include "text/formatted.hpp"

#include <algorithm>

namespace mana_guard {
namespace {

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view yellow = "\x1b[1;33m";
constexpr std::string_view cyan = "\x1b[36m";
constexpr std::string_view plain_again = "\x1b[0m";

std::string indented(std::string_view text, std::string_view indent) {
    std::string result;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        result += formatted("{}{}\n", indent, text.substr(begin, end - begin));
        begin = end + 1;
    }
    return result;
}

// A tab is as wide as four spaces, wherever it is.
std::string with_spaces_for_tabs(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\t') {
            result += "    ";
        } else {
            result += c;
        }
    }
    return printable(result);
}

class Text {
  public:
    Text(const Report& report, const TextOptions& options) : report_(report), options_(options) {}

    std::string written() {
        std::size_t shown = 0;
        for (const ReportedFinding& finding : report_.findings) {
            if (options_.max_findings != 0 && shown == options_.max_findings) break;
            ++shown;
            add(finding);
        }
        if (shown < report_.findings.size()) {
            text_ += formatted("and {} more: --max-findings 0 shows all\n\n", report_.findings.size() - shown);
        }
        for (const ReportedFinding& finding : report_.gone) {
            const std::string column = finding.column.empty() ? "" : "." + finding.column;
            text_ += printable(formatted("gone: {}{}  {}", finding.identity, column, title_of(finding))) + "\n";
        }
        if (!report_.gone.empty()) text_ += '\n';
        if (!report_.database.empty()) add_shares();
        add_summary();
        return text_;
    }

  private:
    [[nodiscard]] std::string colored(std::string_view color, std::string_view text) const {
        return options_.has_color ? formatted("{}{}{}", color, text, plain_again) : std::string(text);
    }

    [[nodiscard]] std::string severity(Severity severity) const {
        return colored(severity == Severity::Error  ? red
                       : severity == Severity::Warn ? yellow
                                                    : cyan,
                       name_of(severity));
    }

    void add(const ReportedFinding& finding) {
        const std::string place = finding.path.empty()
                                      ? finding.identity
                                      : formatted("{}:{}:{}", finding.path, finding.begin.line, finding.begin.column);
        text_ += formatted("{}  {}  {}{}{}\n", colored(bold, printable(place)), severity(finding.severity),
                           title_of(finding), finding.is_exempt ? "  (exempt)" : "", finding.is_new ? "  (new)" : "");
        text_ += indented(printable(finding.message), "  ");
        add_frame(finding);
        if (!finding.detail.empty()) text_ += indented(printable(finding.detail), "  ");
        if (!finding.fix.empty()) {
            text_ += "  instead:\n" + indented(printable(finding.fix), "      ");
        } else if (!finding.hint.empty()) {
            text_ += indented(printable(finding.hint), "  ");
        }
        if (!finding.rule.empty()) text_ += formatted("  why: mana-guard explain {}\n", finding.code);
        text_ += '\n';
    }

    // The line before, the line itself, and marks below what is meant.
    void add_frame(const ReportedFinding& finding) {
        const auto file = std::ranges::find(report_.files, finding.path, &ReportedFile::path);
        if (finding.path.empty() || file == report_.files.end() || file->text.empty()) return;
        const Lines lines(file->text);
        const std::size_t width = std::to_string(finding.begin.line).size() + 3;
        if (finding.begin.line > 1) add_line(lines, finding.begin.line - 1, width);
        add_line(lines, finding.begin.line, width);
        const Frame frame = frame_of(lines, finding);
        const std::size_t before = code_points(with_spaces_for_tabs(frame.line.substr(0, frame.begin)));
        const std::size_t marked =
            code_points(with_spaces_for_tabs(frame.line.substr(frame.begin, frame.end - frame.begin)));
        text_ += formatted("{:>{}} | {}{}\n", "", width, std::string(before, ' '),
                           colored(red, std::string(std::max<std::size_t>(marked, 1), '^')));
    }

    void add_line(const Lines& lines, std::size_t number, std::size_t width) {
        text_ += formatted("{:>{}} | {}\n", number, width, with_spaces_for_tabs(lines.line(number)));
    }

    // Of a database: what stands, by whom.
    void add_shares() {
        for (const auto& [word, member] :
             {std::pair("schema", &ReportedFinding::schema), std::pair("rule", &ReportedFinding::rule),
              std::pair("owner", &ReportedFinding::owner)}) {
            const std::vector<Share> shares = shares_by(member, report_);
            if (!shares.empty()) text_ += formatted("by {}:\n", word);
            for (const Share& share : shares) {
                text_ +=
                    formatted("{:>7}  {}{}{}\n", share.findings, share.name.empty() ? "(none)" : printable(share.name),
                              share.fresh == 0 ? "" : formatted(", {} new", share.fresh),
                              share.gone == 0 ? "" : formatted(", {} gone", share.gone));
            }
            if (!shares.empty()) text_ += '\n';
        }
    }

    void add_summary() {
        std::string where = report_.server_version.empty() ? "" : "PostgreSQL " + report_.server_version;
        for (const auto& [word, value] :
             {std::pair("policy ", report_.policy), std::pair("profile ", report_.profile)}) {
            if (!value.empty()) where += (where.empty() ? "" : ", ") + std::string(word) + value;
        }
        text_ +=
            colored(bold, printable(summary_of(report_))) + (where.empty() ? "" : " (" + printable(where) + ")") + "\n";
        for (const ReportedFile& file : report_.files) {
            if (!file.was_judged) text_ += printable(formatted("not judged: {}: {}", file.path, file.why_not)) + "\n";
        }
        for (const std::string& what : report_.not_judged) text_ += printable("not judged here: " + what) + "\n";
        if (!report_.failure.empty()) text_ += printable("the run failed: " + report_.failure) + "\n";
    }

    const Report& report_;
    const TextOptions& options_;
    std::string text_;
};

}  // namespace

std::string write_text(const Report& report, const TextOptions& options) {
    return Text(report, options).written();
}

}  // namespace mana_guard

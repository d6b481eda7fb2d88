// One page for people and for a job's artefacts: no network, no library, all of it readable without its script.
#include "formats/escapes.hpp"
#include "formats/html_parts.hpp"
#include "formats/writers.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <map>

namespace mana_guard {
namespace {

// So many findings are rendered, and so many come with each further page.
constexpr std::size_t most_rendered = 5000;
constexpr std::size_t in_a_page = 1000;

std::string escaped(std::string_view text) {
    return xml_escaped(printable(text));
}

// A severity is a shape and a word, since not everybody sees its colour.
std::string_view shape_of(Severity severity) {
    return severity == Severity::Error ? "\u2716" : severity == Severity::Warn ? "\u25B2" : "\u25CF";
}

// Findings stand below the file that they are in, or else below the schema.
std::string group_of(const ReportedFinding& finding) {
    if (finding.is_exempt) return "exempt";
    return !finding.path.empty() ? finding.path : finding.schema.empty() ? "the database" : finding.schema;
}

struct Row {
    std::string explanation;
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t logged = 0;
};
using Rows = std::map<std::string, Row>;

void count(Row& row, Severity severity) {
    (severity == Severity::Error ? row.errors : severity == Severity::Warn ? row.warnings : row.logged)++;
}

class Page {
  public:
    explicit Page(const Report& report) : report_(report) {
        for (const ReportedFile& file : report.files) lines_.emplace(file.path, Lines(file.text));
    }

    std::string written() {
        add_head();
        add_run();
        add_not_judged();
        add_counts();
        add_findings();
        text_ += "</main>\n<script>";
        text_ += html::script;
        text_ += "</script>\n</body>\n</html>\n";
        return text_;
    }

  private:
    void add_head() {
        text_ += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
        text_ += formatted(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; script-src "
            "'{}'; base-uri 'none'; form-action 'none'\">\n",
            html::style_hash, html::script_hash);
        text_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
        text_ += formatted("<title>mana-guard: {}</title>\n<style>", escaped(summary_of(report_)));
        text_ += html::style;
        text_ += "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n";
    }

    void add_run() {
        text_ += formatted("<header>\n<h1>mana-guard</h1>\n<p><strong>{}</strong></p>\n", escaped(summary_of(report_)));
        if (!report_.failure.empty()) {
            text_ +=
                formatted("<p class=\"failure\"><strong>The run failed:</strong> {}</p>\n", escaped(report_.failure));
        }
        text_ += "<dl>\n";
        const std::pair<std::string_view, std::string_view> facts[] = {
            {"Database", report_.database}, {"PostgreSQL", report_.server_version},
            {"Policy", report_.policy},     {"Profile", report_.profile},
            {"Begun", report_.begun},       {"mana-guard", report_.tool_version}};
        for (const auto& [name, value] : facts) {
            if (!value.empty()) text_ += formatted("<dt>{}</dt><dd>{}</dd>\n", name, escaped(value));
        }
        text_ +=
            "</dl>\n<nav aria-label=\"Parts of this page\">\n<ul>\n<li><a href=\"#not-judged\">Not judged</a></li>\n"
            "<li><a href=\"#counts\">Counts</a></li>\n<li><a href=\"#findings\">Findings</a></li>\n</ul>\n</nav>\n"
            "</header>\n<main>\n";
    }

    void add_not_judged() {
        text_ += "<section aria-labelledby=\"not-judged\">\n<h2 id=\"not-judged\">Not judged</h2>\n<ul>\n";
        for (const ReportedFile& file : report_.files) {
            if (file.was_judged) continue;
            text_ += formatted("<li><code>{}</code>: {}</li>\n", escaped(file.path), escaped(file.why_not));
        }
        for (const std::string& what : report_.not_judged) text_ += formatted("<li>{}</li>\n", escaped(what));
        text_ += "</ul>\n</section>\n";
    }

    void add_counts() {
        Rows by_rule;
        Rows by_schema;
        for (const ReportedFinding& finding : report_.findings) {
            if (finding.is_exempt) continue;
            const Rule* rule = rule_named(finding.rule);
            Row& row = by_rule[title_of(finding)];
            if (rule != nullptr) row.explanation = rule->summary;
            count(row, finding.severity);
            if (!finding.schema.empty()) count(by_schema[finding.schema], finding.severity);
        }
        text_ += "<section aria-labelledby=\"counts\">\n<h2 id=\"counts\">Counts</h2>\n";
        add_table("By rule", "Rule", by_rule);
        add_table("By schema", "Schema", by_schema);
        text_ += "</section>\n";
    }

    void add_table(std::string_view caption, std::string_view first, const Rows& rows) {
        if (rows.empty()) return;
        text_ += formatted(
            "<div class=\"table\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">\n<table>\n<caption>{}</caption>\n"
            "<thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"number\">Errors</th><th scope=\"col\" "
            "class=\"number\">Warnings</th><th scope=\"col\" class=\"number\">Logged</th></tr></thead>\n<tbody>\n",
            caption, caption, first);
        for (const auto& [name, row] : rows) {
            text_ += formatted("<tr><th scope=\"row\"><code>{}</code>{}</th>", escaped(name),
                               row.explanation.empty() ? "" : "<br>" + escaped(row.explanation));
            for (const std::size_t number : {row.errors, row.warnings, row.logged}) {
                text_ += formatted("<td class=\"number\">{}</td>", number);
            }
            text_ += "</tr>\n";
        }
        text_ += "</tbody>\n</table>\n</div>\n";
    }

    void add_findings() {
        text_ += "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n";
        if (report_.findings.empty()) {
            text_ += "<p>None.</p>\n";
        }
        add_tools();
        std::vector<const ReportedFinding*> findings;
        for (const bool is_exempt : {false, true}) {
            for (const ReportedFinding& finding : report_.findings) {
                if (finding.is_exempt == is_exempt) findings.push_back(&finding);
            }
        }
        const std::size_t rendered = std::min(findings.size(), most_rendered);
        add_page(std::span(findings).first(rendered), "div");
        for (std::size_t begin = rendered; begin < findings.size(); begin += in_a_page) {
            add_page(std::span(findings).subspan(begin, std::min(in_a_page, findings.size() - begin)), "template");
        }
        if (findings.size() > rendered) {
            text_ += formatted(
                "<p><button type=\"button\" id=\"more\">Show {} more</button></p>\n<p class=\"without-script\">{} more "
                "need the page's script, or --format json.</p>\n",
                in_a_page, findings.size() - rendered);
        }
        text_ += "</section>\n";
    }

    void add_tools() {
        text_ +=
            "<div class=\"tools\" role=\"search\">\n<label>Filter <input type=\"search\" id=\"words\" "
            "placeholder=\"words\"></label>\n";
        for (const Severity severity : {Severity::Error, Severity::Warn, Severity::Log}) {
            text_ += formatted("<label><input type=\"checkbox\" value=\"{}\" checked> {}</label>\n", name_of(severity),
                               name_of(severity));
        }
        text_ +=
            "<button type=\"button\" id=\"open\">Open all</button>\n<button type=\"button\" id=\"close\">Close "
            "all</button>\n<span id=\"count\" role=\"status\"></span>\n</div>\n";
    }

    void add_page(std::span<const ReportedFinding* const> findings, std::string_view element) {
        text_ += formatted("<{} class=\"page\">\n", element);
        std::string group;
        for (const ReportedFinding* finding : findings) {
            const std::string wanted = group_of(*finding);
            if (finding == findings.front() || wanted != group) {
                if (finding != findings.front()) text_ += "</div>\n";
                text_ += formatted("<div class=\"group\">\n<h3>{}</h3>\n", escaped(wanted));
                group = wanted;
            }
            add(*finding);
        }
        if (!findings.empty()) text_ += "</div>\n";
        text_ += formatted("</{}>\n", element);
    }

    void add(const ReportedFinding& finding) {
        const std::string_view severity = name_of(finding.severity);
        const std::string place =
            finding.path.empty() ? finding.identity : formatted("{}:{}", finding.begin.line, finding.begin.column);
        text_ += formatted(
            "<details class=\"finding {}\" data-severity=\"{}\">\n<summary><span class=\"severity\"><span "
            "aria-hidden=\"true\">{}</span> {}</span> <code>{}</code> <span class=\"soft\">{}</span> <span "
            "class=\"what\">{}</span></summary>\n<div class=\"body\">\n",
            severity, severity, shape_of(finding.severity), severity, escaped(title_of(finding)), escaped(place),
            escaped(finding.message));
        add_frame(finding);
        if (!finding.detail.empty()) text_ += formatted("<p>{}</p>\n", escaped(finding.detail));
        if (!finding.fix.empty()) {
            text_ += formatted(
                "<p>Instead:</p>\n<pre class=\"cure\" tabindex=\"0\"><code>{}</code></pre><button type=\"button\" "
                "class=\"copy\">Copy</button>\n",
                escaped(finding.fix));
        } else if (!finding.hint.empty()) {
            text_ += formatted("<p>{}</p>\n", escaped(finding.hint));
        }
        const Rule* rule = rule_named(finding.rule);
        // The detail of most findings is the reason itself.
        if (rule != nullptr && finding.detail.empty()) text_ += formatted("<p>{}</p>\n", escaped(rule->why));
        text_ += "</div>\n</details>\n";
    }

    void add_frame(const ReportedFinding& finding) {
        const auto lines = lines_.find(finding.path);
        if (finding.path.empty() || lines == lines_.end()) return;
        const Frame frame = frame_of(lines->second, finding);
        text_ += "<pre tabindex=\"0\"><code>";
        if (finding.begin.line > 1) text_ += formatted("{} | {}\n", finding.begin.line - 1, escaped(frame.before));
        text_ += formatted(
            "{} | {}<mark>{}</mark>{}</code></pre>\n", finding.begin.line, escaped(frame.line.substr(0, frame.begin)),
            escaped(frame.line.substr(frame.begin, frame.end - frame.begin)), escaped(frame.line.substr(frame.end)));
    }

    const Report& report_;
    std::map<std::string_view, Lines> lines_;
    std::string text_;
};

}  // namespace

std::string write_html(const Report& report, const TextOptions& /*options*/) {
    return Page(report).written();
}

}  // namespace mana_guard

#include "formats/escapes.hpp"
#include "formats/format.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <string>

using mana_guard::Report;
using mana_guard::ReportedFinding;
using mana_guard::Severity;

namespace {

// Names that would be markup, commands, or another direction of the text, and bytes that are no UTF-8.
const std::string hostile = "</script>\n::error::%0A\x1b[31m|`@x`\xE2\x80\xAE\xFF&\"'<!--]]>";

ReportedFinding finding(Severity severity, std::size_t line) {
    ReportedFinding made{.rule = "index_concurrently", .code = "MG601", .severity = severity};
    made.message = "the table is in use";
    made.fix = "CREATE INDEX CONCURRENTLY i ON app.users (email);";
    made.identity = "app.users";
    made.path = "db/1.sql";
    made.begin = {.line = line, .column = 1};
    made.end = {.line = line, .column = 5};
    made.statement = "CREATE INDEX i ON app.users (email);";
    return made;
}

Report sample() {
    Report report{.tool_version = "1.0.0", .server_version = "15.1", .not_judged = {"MG612 (roles)"}};
    report.files = {{.path = "db/1.sql", .text = "-- first\nCREATE INDEX i;\n"}, {.path = "db/2.sql"}};
    report.findings = {finding(Severity::Warn, 2), finding(Severity::Error, 2)};
    return report;
}

Report hostile_report() {
    Report report{.tool_version = "1.0.0", .not_judged = {hostile}, .failure = hostile};
    report.files = {{.path = hostile, .text = hostile}, {.path = "left", .was_judged = false, .why_not = hostile}};
    ReportedFinding made = finding(Severity::Error, 1);
    for (std::string* text : {&made.message, &made.detail, &made.hint, &made.fix, &made.identity, &made.path,
                              &made.statement, &made.schema, &made.object, &made.column}) {
        *text = hostile;
    }
    report.findings = {made};
    return report;
}

std::string written(std::string_view format, const Report& report, const mana_guard::TextOptions& options = {}) {
    return mana_guard::format_named(format)->write(report, options);
}

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(formats)

BOOST_AUTO_TEST_CASE(text_has_the_place_the_frame_and_what_would_pass) {
    Report report = sample();
    report.findings.resize(1);
    BOOST_TEST(written("text", report) ==
               "db/1.sql:2:1  warn  MG601 index_concurrently\n"
               "  the table is in use\n"
               "   1 | -- first\n"
               "   2 | CREATE INDEX i;\n"
               "     | ^^^^\n"
               "  instead:\n"
               "      CREATE INDEX CONCURRENTLY i ON app.users (email);\n"
               "  why: mana-guard explain MG601\n"
               "\n"
               "0 errors, 1 warning in 1 of 2 files (PostgreSQL 15.1)\n"
               "not judged here: MG612 (roles)\n");
}

BOOST_AUTO_TEST_CASE(html_marks_what_is_meant_and_holds_back_what_is_too_much) {
    Report report = sample();
    BOOST_TEST(count_of(written("html", report), "2 | <mark>CREA</mark>TE INDEX i;") == 2);
    BOOST_TEST(count_of(written("html", report), "<template") == 0);
    report.findings.resize(6001, report.findings.front());
    const std::string page = written("html", report);
    BOOST_TEST(count_of(page, "<details") == 6001);
    BOOST_TEST(count_of(page.substr(0, page.find("<template")), "<details") == 5000);
    BOOST_TEST(count_of(page, "<template") == 2);
}

BOOST_AUTO_TEST_CASE(html_keeps_exempt_findings_apart) {
    Report report = sample();
    report.findings[0].is_exempt = true;
    const std::string page = written("html", report);
    BOOST_TEST(page.find("<h3>db/1.sql</h3>") < page.find("<h3>exempt</h3>"));
}

BOOST_AUTO_TEST_CASE(text_stops_at_the_limit_and_says_so) {
    const std::string text = written("text", sample(), {.max_findings = 1});
    BOOST_TEST(text.find("and 1 more") != std::string::npos);
    BOOST_TEST(written("text", sample(), {.max_findings = 0}).find("more") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(text_has_colours_only_if_asked) {
    BOOST_TEST(written("text", sample()).find('\x1b') == std::string::npos);
    BOOST_TEST(written("text", sample(), {.has_color = true}).find('\x1b') != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_tab_in_a_frame_is_four_spaces) {
    Report report = sample();
    report.findings.resize(1);
    report.files[0].text = "x\n\tCREATE";
    report.findings[0].begin.column = 2;
    report.findings[0].end.column = 5;
    BOOST_TEST(written("text", report).find("   2 |     CREATE\n     |     ^^^\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nothing_hostile_reaches_a_terminal) {
    const std::string text = written("text", hostile_report());
    BOOST_TEST(text.find('\x1b') == std::string::npos);
    BOOST_TEST(text.find("\xE2\x80\xAE") == std::string::npos);
    BOOST_TEST(text.find("\\u202e") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(json_formats_stay_json_whatever_the_names_are) {
    for (const std::string_view format : {"json", "sarif", "gitlab", "rdjson"}) {
        BOOST_TEST(!nlohmann::json::parse(written(format, hostile_report()), nullptr, false).is_discarded());
    }
    const std::string lines = written("jsonl", hostile_report());
    BOOST_TEST(count_of(lines, "\n") == 1U);
    BOOST_TEST(!nlohmann::json::parse(lines, nullptr, false).is_discarded());
}

BOOST_AUTO_TEST_CASE(sarif_has_a_physical_location_for_every_result) {
    Report report = sample();
    report.findings.push_back(finding(Severity::Log, 1));
    report.findings.back().path.clear();
    const auto run = nlohmann::json::parse(written("sarif", report)).at("runs").at(0);
    BOOST_TEST(run.at("results").size() == 3U);
    for (const auto& result : run.at("results")) {
        const auto& place = result.at("locations").at(0).at("physicalLocation");
        BOOST_TEST(!place.at("artifactLocation").at("uri").get<std::string>().empty());
        BOOST_TEST(place.at("region").at("startLine").get<int>() >= 1);
    }
    BOOST_TEST(run.at("results").at(2).at("level") == "note");
    BOOST_TEST(run.at("tool").at("driver").at("rules").size() == 1U);
    BOOST_TEST(run.at("invocations").at(0).at("executionSuccessful") == true);
}

BOOST_AUTO_TEST_CASE(sarif_says_that_a_run_failed) {
    Report report = sample();
    report.failure = "no server";
    const auto invocation = nlohmann::json::parse(written("sarif", report)).at("runs").at(0).at("invocations").at(0);
    BOOST_TEST(invocation.at("executionSuccessful") == false);
    BOOST_TEST(invocation.at("toolExecutionNotifications").at(0).at("message").at("text") == "no server");
}

BOOST_AUTO_TEST_CASE(fingerprints_differ_and_do_not_depend_on_lines) {
    const Report report = sample();
    const auto both = mana_guard::fingerprinted(report);
    BOOST_TEST(both[0].fingerprint != both[1].fingerprint);
    Report moved = sample();
    for (ReportedFinding& one : moved.findings) {
        one.begin.line = 20;
        one.statement = "CREATE  INDEX i -- a comment\n ON app.users (email);";
    }
    BOOST_TEST(mana_guard::fingerprinted(moved)[0].fingerprint == both[0].fingerprint);
    moved.findings[0].statement = "CREATE INDEX j ON app.users (email);";
    BOOST_TEST(mana_guard::fingerprinted(moved)[0].fingerprint != both[0].fingerprint);
}

BOOST_AUTO_TEST_CASE(github_annotations_are_one_line_each) {
    const std::string text = written("github", hostile_report());
    BOOST_TEST(count_of(text, "\n") == 3U);
    BOOST_TEST(count_of(text, "\n::error") == 2U);
    BOOST_TEST(text.find("%0A%3A%3Aerror%3A%3A%250A") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(github_shows_ten_of_a_kind) {
    Report report = sample();
    report.findings.assign(15, finding(Severity::Error, 1));
    const std::string text = written("github", report);
    BOOST_TEST(count_of(text, "::error ") == 9U);
    BOOST_TEST(text.find("and 6 more") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(gitlab_has_its_own_severities) {
    const auto list = nlohmann::json::parse(written("gitlab", sample()));
    BOOST_TEST(list.at(0).at("severity") == "minor");
    BOOST_TEST(list.at(1).at("severity") == "critical");
    BOOST_TEST(list.at(0).at("fingerprint") != list.at(1).at("fingerprint"));
}

BOOST_AUTO_TEST_CASE(junit_has_a_passed_case_for_a_clean_file) {
    const std::string text = written("junit", sample());
    BOOST_TEST(text.find("<testcase classname=\"db/2.sql\" name=\"judged\"/>") != std::string::npos);
    BOOST_TEST(count_of(text, "<failure ") == 2U);
    const std::string bad = written("junit", hostile_report());
    BOOST_TEST(bad.find('\x1b') == std::string::npos);
    BOOST_TEST(bad.find("</script>") == std::string::npos);
    BOOST_TEST(bad.find("]]>") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(markdown_has_no_markup_but_its_own) {
    const std::string text = written("markdown", hostile_report());
    for (const std::string_view part : {"</script>", "`", "@x", "<!--"})
        BOOST_TEST(text.find(part) == std::string::npos);
    Report many = sample();
    many.findings.assign(150, finding(Severity::Error, 1));
    BOOST_TEST(count_of(written("markdown", many), "| error |") == 100U);
    BOOST_TEST(written("markdown", many).find("And 50 more.") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(exempt_findings_are_left_out_unless_asked_for) {
    Report report = sample();
    report.findings[0].is_exempt = true;
    Report with = report;
    mana_guard::arrange(report, false);
    mana_guard::arrange(with, true);
    BOOST_TEST(report.findings.size() == 1U);
    BOOST_TEST(with.findings.size() == 2U);
    BOOST_TEST(mana_guard::counted(with).warnings == 0U);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_are_replaced) {
    BOOST_TEST(mana_guard::as_utf8("a\xFF\xC3") == "a\xEF\xBF\xBD\xEF\xBF\xBD");
    BOOST_TEST(mana_guard::as_utf8("\xC0\x80\xED\xA0\x80") ==
               "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    BOOST_TEST(mana_guard::as_utf8("\xF0\x9F\x98\x80") == "\xF0\x9F\x98\x80");
    BOOST_TEST(mana_guard::uri_escaped("a b/\xC3\xA9#") == "a%20b/%C3%A9%23");
}

BOOST_AUTO_TEST_SUITE_END()

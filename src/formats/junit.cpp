// JUnit's XML: a suite for each file, a case for each of its findings, and a passed case for a clean file.
#include "formats/escapes.hpp"
#include "formats/writers.hpp"
#include "text/formatted.hpp"

#include <map>

namespace mana_guard {
namespace {

struct Suite {
    std::string cases;
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t errors = 0;
};

std::string case_of(const Report& report, const ReportedFinding& finding) {
    const std::string name =
        xml_escaped(formatted("{} at {}:{}", title_of(finding), finding.begin.line, finding.begin.column));
    const std::string about =
        finding.path.empty() ? xml_escaped(title_of(finding) + " " + finding.identity + " " + finding.column) : name;
    return formatted(
        "    <testcase classname=\"{}\" name=\"{}\">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    "
        "</testcase>\n",
        xml_escaped(anchor_of(report, finding)), about, name_of(finding.severity), xml_escaped(finding.message),
        xml_escaped(explained(finding)));
}

void add_file(Suite& suite, const ReportedFile& file) {
    if (file.was_judged && suite.tests > 0) return;
    ++suite.tests;
    suite.cases += formatted("    <testcase classname=\"{}\" name=\"judged\"", xml_escaped(file.path));
    if (file.was_judged) {
        suite.cases += "/>\n";
    } else {
        ++suite.errors;
        suite.cases += formatted(">\n      <error message=\"{}\"/>\n    </testcase>\n", xml_escaped(file.why_not));
    }
}

}  // namespace

std::string write_junit(const Report& report, const TextOptions& /*options*/) {
    std::map<std::string, Suite> suites;
    for (const ReportedFinding& finding : report.findings) {
        Suite& suite = suites[anchor_of(report, finding)];
        ++suite.tests;
        ++suite.failures;
        suite.cases += case_of(report, finding);
    }
    for (const ReportedFile& file : report.files) add_file(suites[file.path], file);
    if (!report.failure.empty()) {
        suites["mana-guard"] = {
            formatted("    <testcase classname=\"mana-guard\" name=\"run\">\n      <error message=\"{}\"/>\n"
                      "    </testcase>\n",
                      xml_escaped(report.failure)),
            1, 0, 1};
    }
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mana-guard\">\n";
    for (const auto& [name, suite] : suites) {
        text += formatted("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}  </testsuite>\n",
                          xml_escaped(name), suite.tests, suite.failures, suite.errors, suite.cases);
    }
    return text + "</testsuites>\n";
}

}  // namespace mana_guard

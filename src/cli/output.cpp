#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "formats/escapes.hpp"
#include "formats/format.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include <unistd.h>

namespace mana_guard::cli {
namespace {

bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

void write_format(const std::string& wanted, const Report& report, const Options& options) {
    const std::size_t separator = wanted.find('=');
    const Format* format = format_named(wanted.substr(0, separator));
    if (format == nullptr) throw Failure(Exit::WrongUse, "there is no format " + wanted);
    const bool is_file = separator != std::string::npos;
    const std::string text =
        format->write(report, {.has_color = !is_file && has_color(options), .max_findings = options.max_findings});
    if (!is_file) {
        std::fwrite(text.data(), 1, text.size(), stdout);
        if (std::fflush(stdout) != 0) throw Failure(Exit::NotJudged, "could not write to standard output");
        return;
    }
    std::ofstream file(wanted.substr(separator + 1), std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) throw Failure(Exit::NotJudged, "could not write " + wanted.substr(separator + 1));
}

void write_formats(const Report& report, const Options& options) {
    std::vector<std::string> wanted = options.formats;
    if (wanted.empty()) wanted.emplace_back("text");
    const char* actions = std::getenv("GITHUB_ACTIONS");
    const bool is_text = std::ranges::find(wanted, "text") != wanted.end();
    if (is_text && actions != nullptr && std::string_view(actions) == "true" && !options.has_no_annotations) {
        wanted.emplace_back("github");
    }
    for (const std::string& format : wanted) write_format(format, report, options);
}

bool fails(const Report& report, const std::string& fail_on) {
    const auto limit = severity_named(fail_on);
    return limit && std::ranges::any_of(report.findings, [&](const ReportedFinding& one) {
               return !one.is_exempt && one.severity >= *limit;
           });
}

// Whether a part of a file wasn't run, or not judged: by PostgreSQL's own error, or by a fault of the file. Some faults
// are found in files that are judged all the same.
bool is_hole(const ReportedFinding& one) {
    return one.rule.empty() && one.code != "MGF01" && one.code != "MGF02" && one.code != "MGF06";
}

std::string text_in(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

void write_document(const std::string& path, const std::string& text) {
    if (path.empty() || path == "-") {
        std::fwrite(text.data(), 1, text.size(), stdout);
        return;
    }
    std::error_code error;
    const bool was_there = std::filesystem::is_regular_file(path, error) && text_in(path) != text;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) throw Failure(Exit::NotJudged, "could not write " + path);
    if (was_there) remark(printable(path + " was there, and is replaced"));
}

bool has_color(const Options& options) {
    if (options.color != "auto") return options.color == "always";
    if (is_set("NO_COLOR")) return false;
    if (is_set("CLICOLOR_FORCE")) return true;
    const char* terminal = std::getenv("TERM");
    return isatty(STDOUT_FILENO) == 1 && (terminal == nullptr || std::string_view(terminal) != "dumb");
}

Exit write_report(Report& report, const Options& options) {
    arrange(report, options.shows_exempt);
    write_formats(report, options);
    if (fails(report, options.fail_on)) return Exit::Findings;
    const bool is_whole =
        std::ranges::all_of(report.files, &ReportedFile::was_judged) && std::ranges::none_of(report.findings, is_hole);
    return is_whole ? Exit::Clean : Exit::WrongUse;
}

Exit write_failed_report(Report& report, const Options& options, const Failure& failure) {
    report.failure = failure.what();
    arrange(report, options.shows_exempt);
    Options without_text = options;
    std::erase(without_text.formats, "text");
    if (!without_text.formats.empty()) write_formats(report, without_text);
    return failure.exit();
}

}  // namespace mana_guard::cli

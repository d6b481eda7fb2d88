// The writers of the formats, each defined in the file of its name, and what they share.
#pragma once

#include "core.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "formats/format.hpp"

namespace mana_guard {

using OrderedJson = nlohmann::ordered_json;

std::string write_text(const Report& report, const TextOptions& options);
std::string write_json(const Report& report, const TextOptions& options);
std::string write_jsonl(const Report& report, const TextOptions& options);
std::string write_sarif(const Report& report, const TextOptions& options);
std::string write_github(const Report& report, const TextOptions& options);
std::string write_gitlab(const Report& report, const TextOptions& options);
std::string write_junit(const Report& report, const TextOptions& options);
std::string write_rdjson(const Report& report, const TextOptions& options);
std::string write_markdown(const Report& report, const TextOptions& options);
std::string write_html(const Report& report, const TextOptions& options);

// JSON as text; bytes that are no UTF-8 are replaced. Indented by two, or in one line.
std::string dumped(const OrderedJson& json);
std::string dumped_in_a_line(const OrderedJson& json);

// "MG601 index_concurrently", or the code alone.
std::string title_of(const ReportedFinding& finding);

// The message, the detail and the SQL that would pass, each on lines of their own.
std::string explained(const ReportedFinding& finding);

// The line of a finding in its file and the one before, and the bytes of the line that are meant: those up to its end
// if the finding ends on another one.
struct Frame {
    std::string_view before;
    std::string_view line;
    std::size_t begin = 0;
    std::size_t end = 0;
};
Frame frame_of(const Lines& lines, const ReportedFinding& finding);

// The address of a rule's page in the manual; empty for what isn't a rule's.
std::string page_of(const ReportedFinding& finding);

// The same on the web; empty where the report doesn't say where the manual is.
std::string address_of(const Report& report, const ReportedFinding& finding);

// Of a rule of the house's own, which the tool doesn't know.
bool is_of_own_rule(const ReportedFinding& finding);

// The path of the finding's file; of a finding about the database, that of the policy's document, which decides it.
std::string anchor_of(const Report& report, const ReportedFinding& finding);

}  // namespace mana_guard

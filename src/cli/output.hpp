// Writes a report in the formats that were asked for.
#pragma once

#include "core.hpp"

#include "cli/failure.hpp"
#include "cli/options.hpp"
#include "formats/report.hpp"

namespace mana_guard::cli {

// Arranges the report, writes each format whole, and gives the exit code: by the findings, and WrongUse if a file was
// left out without one. Throws Failure (NotJudged) if a file can't be written.
Exit write_report(Report& report, const Options& options);

// The same for a run that failed: every format says so. Gives the failure's exit code.
Exit write_failed_report(Report& report, const Options& options, const Failure& failure);

// Writes what isn't a report to the file, or to standard output if there is none or it is -. A remark says if the file
// had another text. Throws Failure (NotJudged) if it can't be written.
void write_document(const std::string& path, const std::string& text);

// Whether text may be coloured: on a terminal, unless --color or the environment says otherwise (no-color.org).
bool has_color(const Options& options);

}  // namespace mana_guard::cli

// An earlier report of the same database, so that a debt can be seen to shrink.
#pragma once

#include "core.hpp"

#include <string>

#include "formats/report.hpp"

namespace mana_guard::cli {

// Marks what is new since the report in the file, and adds what is gone. The report is one of `mana-guard audit
// --format json`, or of the SQL function report(). Throws Failure (WrongUse) if the file is neither.
void compare_with_earlier(const std::string& path, Report& report);

}  // namespace mana_guard::cli

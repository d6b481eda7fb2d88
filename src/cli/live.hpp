// Migrations on a live database, in a transaction that is rolled back.
#pragma once

#include "core.hpp"

#include "cli/database.hpp"
#include "cli/options.hpp"
#include "cli/selection.hpp"
#include "formats/report.hpp"

namespace mana_guard::cli {

// Judges the files of the selection that are reported by the database's lint(), each by itself.
void lint_in_database(Database& database, const Options& options, const Selection& selection, Report& report);

}  // namespace mana_guard::cli

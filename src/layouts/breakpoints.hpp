// The files of drizzle-kit, in which lines --> statement-breakpoint stand between the statements.
#pragma once

#include "core.hpp"

#include <string_view>

#include "layouts/layout.hpp"

namespace mana_guard {

// Reads the file. Throws LayoutError.
Migration migration_with_breakpoints(const Folder& folder, std::string_view file, std::string_view version);

}  // namespace mana_guard

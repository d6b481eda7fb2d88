// Names of objects as users write them.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mana_guard {

// The parts of "schema.object" or "schema.object.column". As in SQL, letters outside double quotes are folded
// and a doubled quote within them is one. Throws PolicyError for any other text, or an empty part.
std::vector<std::string> split_object_name(std::string_view text);

}  // namespace mana_guard

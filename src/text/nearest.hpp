// The closest match for a mistyped name.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mana_guard {

// The candidate with the least edit distance to `name`, or nothing if none is close (more than a third of it differs).
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates);

// A hint that offers the nearest candidate, if there is one, and then says where to look.
std::string nearest_hint(std::string_view name, const std::vector<std::string_view>& candidates,
                         std::string_view where);

}  // namespace mana_guard

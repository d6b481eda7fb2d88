// Names in snake_case: words of small letters and digits, with one underscore between them, a letter first; underscores
// may stand before it all, as tools set their own tables apart.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

namespace mana_guard::rules {

bool is_snake_case(std::string_view name);

// The name in snake_case: "AuthService", "auth-service" and "__auth_service" become auth_service. Empty where that
// takes more than moving from one spelling to another: of a name that begins with a digit or isn't all ASCII.
std::string to_snake_case(std::string_view name);

}  // namespace mana_guard::rules

// Names in snake_case: words of lower-case letters and digits with one underscore between them, beginning with a
// letter. Leading underscores are allowed, because tools use them to mark their own tables.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

namespace mana_guard::rules {

bool is_snake_case(std::string_view name);

// The name in snake_case: "AuthService", "auth-service" and "__auth_service" become auth_service. Empty where a change
// of spelling is not enough: for a name that begins with a digit or is not all ASCII.
std::string to_snake_case(std::string_view name);

}  // namespace mana_guard::rules

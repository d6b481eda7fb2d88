// What an expression over constants comes to, told without evaluating anything.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether it is always true: the constant, or what PostgreSQL's own operators make of constants ("1 = 1").
bool is_true(const char* stored);

}  // namespace mana_guard::server

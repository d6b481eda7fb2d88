// What a migration says to the guard itself.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

namespace mana_guard::cli {

// The first setting, table or function of the guard that the statement names, in a string or a body too, and that
// changes what is judged, such as "mana_guard.enabled"; empty if there is none. What migrations use is none:
// announcements, an override with its reason, the service of a schema, and what only reads.
std::string guard_word_in(std::string_view sql);

}  // namespace mana_guard::cli

// Which texts a CHECK limits in their length.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// The check's expression, where it measures a text or lists values; null where it does neither.
const Node* length_check(const char* stored);

// Whether what it lets pass has no more than some length in that column, is one of a list there, or null.
bool limits_length(const Node* check, AttrNumber column);

}  // namespace mana_guard::server

// Lines of JSON for the server's log.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Adds a member to an object that is open; one without a value is left out.
inline void append_member(StringInfo json, const char* name, const char* value) {
    if (value == nullptr) return;
    if (json->data[json->len - 1] != '{') appendStringInfoChar(json, ',');
    escape_json(json, name);
    appendStringInfoChar(json, ':');
    escape_json(json, value);
}

}  // namespace mana_guard::server

// What a column falls back on, told by the text of the stored expression (nodes/outfuncs.c), whose parsing costs more
// than judging the whole table.
#pragma once

#include "server/catalog/expressions.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// What default_of() says of the stored expression, for now() and its kin, gen_random_uuid(), and constants of a few
// types, perhaps converted. False for any other: that is for default_of() to say.
bool read_default_text(const char* stored, Default& result);

}  // namespace mana_guard::server

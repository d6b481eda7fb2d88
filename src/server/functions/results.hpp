// Rows that SQL functions return.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// A text of a row; where it is null, the Datum is nothing and `is_null` true.
inline Datum text_or_null(const char* text, bool* is_null) {
    *is_null = text == nullptr;
    return text == nullptr ? Datum{0} : CStringGetTextDatum(text);
}

}  // namespace mana_guard::server

// How large tables are taken to be where their rows are elsewhere: mana_guard.assumed_size.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

struct AssumedSize {
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
};

// Looks up a table; false if its size isn't known. Raises MG901 if the table of sizes has been altered.
bool find_assumed_size(const char* schema, const char* table, AssumedSize& size);

}  // namespace mana_guard::server

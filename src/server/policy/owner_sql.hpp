// SQL on the guard's own tables, run as their owner: whoever renames or drops a table needs no rights on the policy.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

struct Argument {
    Oid type;
    Datum value;
};

// Nothing is run where the table is missing. The statement qualifies every name and operator.
void run_as_owner(const char* table, const char* sql, std::span<const Argument> arguments);

}  // namespace mana_guard::server

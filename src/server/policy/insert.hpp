// Writes a row into a table of the extension's own, whatever the caller's rights and also in a transaction that has
// been set READ ONLY: no SPI, no triggers. The row lives and dies with its (sub)transaction.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

struct NamedValue {
    const char* column;
    Oid type;
    Datum value;
    bool is_null;
};

// The columns that aren't named get their defaults. Raises MG901 where the table or a named column is missing, or the
// column of another type.
void insert_row(const char* table, std::span<const NamedValue> values);

}  // namespace mana_guard::server

// What the model has of expressions: defaults, checks, predicates.
#pragma once

#include "model/column.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// A text that is equal for equal expressions, wherever they stood in a query's text.
const char* as_tree(const char* stored);

// PROVOLATILE_IMMUTABLE and its kin, as the snapshot sees it, or as it stands where that is null; '\0' where nothing is
// known of the function.
char volatility_of(Oid function, Snapshot snapshot);

// A function that it calls and that isn't immutable, as "schema.name"; null where there is none.
const char* volatile_function(const char* stored, Snapshot snapshot);

// A volatile function that it calls, as "schema.name"; null where there is none.
const char* volatile_call(Node* expression);

// A function of the session or a volatile one that it calls for each row, as "schema.name": one outside a sub-select
// and not fed by a column. Null where there is none.
const char* unwrapped_function(const char* stored, Snapshot snapshot);

// The number of the column of which it says no more than that it IS NOT NULL; 0 otherwise.
AttrNumber not_null_column(const char* stored);

// The number of the column of texts of which it says that it is one of a list of constants; 0 otherwise.
AttrNumber listed_column(const char* stored);
AttrNumber listed_column(const Node* node);

struct Default {
    DefaultKind kind = DefaultKind::None;
    const char* value = "";     // Column::default_value
    Oid sequence = InvalidOid;  // that it takes numbers from
};
Default default_of(const Node* expression, Snapshot snapshot);

// Whether the function gives the time as now() does.
bool tells_current_time(Oid function);

}  // namespace mana_guard::server

// The SQL functions that open and close a migration file.
#include "server/record/file.hpp"

#include "server/events/commit.hpp"
#include "server/prelude.hpp"

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

MANA_GUARD_FUNCTION(mana_guard_file_begins) {
    open_file(text_to_cstring(PG_GETARG_TEXT_PP(0)));
    PG_RETURN_VOID();
}

MANA_GUARD_FUNCTION(mana_guard_file_ends) {
    judge_file();
    PG_RETURN_VOID();
}

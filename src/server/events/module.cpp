// The library's own entry.
#include "engine/judge.hpp"
#include "server/events/commit.hpp"
#include "server/events/unseen.hpp"
#include "server/policy/policy_cache.hpp"
#include "server/prelude.hpp"
#include "server/record/awaited.hpp"
#include "server/record/file.hpp"
#include "server/record/frames.hpp"
#include "server/record/sent_statements.hpp"
#include "server/record/transaction.hpp"
#include "server/settings.hpp"

extern "C" {
#pragma GCC visibility push(default)
PG_MODULE_MAGIC;
void _PG_init(void);  // NOLINT(bugprone-reserved-identifier): the server looks for this name
#pragma GCC visibility pop
}

namespace {

int character_length(const char* text) {
    return pg_encoding_mblen(GetDatabaseEncoding(), text);
}

}  // namespace

void _PG_init(void) {  // NOLINT(bugprone-reserved-identifier)
    // What is installed by halves can't be taken back, nor installed again: where memory runs out here the session
    // ends.
    const bool ends_on_errors = ExitOnAnyError;
    ExitOnAnyError = true;
    mana_guard::set_encoding(character_length);
    mana_guard::server::define_settings();
    mana_guard::server::install_policy_cache();
    mana_guard::server::install_file();
    mana_guard::server::install_frames();
    mana_guard::server::install_transaction();
    mana_guard::server::install_awaited();
    mana_guard::server::install_commit();
    mana_guard::server::install_sent_statements();
    if (mana_guard::server::is_preloaded()) mana_guard::server::install_unseen();
    ExitOnAnyError = ends_on_errors;
}

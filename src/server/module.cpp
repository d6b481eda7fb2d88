// The library's own entry.
#include "server/frames.hpp"
#include "server/policy_cache.hpp"
#include "server/prelude.hpp"
#include "server/settings.hpp"

extern "C" {
#pragma GCC visibility push(default)
PG_MODULE_MAGIC;
void _PG_init(void);
#pragma GCC visibility pop
}

void _PG_init(void) {
    mana_guard::server::define_settings();
    mana_guard::server::install_policy_cache();
    mana_guard::server::install_frames();
}

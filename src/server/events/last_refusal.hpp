// What this session's last refused statement should have been.
#pragma once

namespace mana_guard::server {

// Keeps a copy until the next refusal; null forgets what is kept.
void remember_refusal(const char* whole);

// Null if nothing is kept.
const char* last_refusal();

}  // namespace mana_guard::server

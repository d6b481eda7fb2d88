// What fires no event trigger: where the library is preloaded, hooks send such commands, and what functions in C make,
// through the same door.
#pragma once

namespace mana_guard::server {

// Installs the hooks; called once, when the library is preloaded.
void install_unseen();

}  // namespace mana_guard::server

// Commands that fire no event trigger: where the library is preloaded, a hook sends them through the same door.
#pragma once

namespace mana_guard::server {

// Installs the hook; called once, when the library is preloaded.
void install_unseen();

}  // namespace mana_guard::server

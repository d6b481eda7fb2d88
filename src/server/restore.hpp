// Recognises a superuser's restore of a dump.
#pragma once

namespace mana_guard::server {

// Whether the command about to run belongs to one. Called at the outermost start event.
bool is_restore();

}  // namespace mana_guard::server

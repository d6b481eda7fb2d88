// Exemptions that follow what is renamed or moved, where the policy says so, and announcements, which always do.
#pragma once

#include "server/gather/gather.hpp"

namespace mana_guard::server {

// Rewrites the exemptions and announcements that follow the relations, or the column, that this command has renamed or
// moved.
void follow_moved(const Source& source);

// Deletes the announcements of the relations and columns that the frame's command has dropped: others may come to have
// their names.
void forget_dropped(const Frame* frame);

}  // namespace mana_guard::server

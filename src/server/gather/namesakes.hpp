// Partitioned tables after which another table is named, as their partitions are.
#pragma once

#include "model/table.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// The partitioned tables of its schema of which its name has the name and an underscore in front: events of
// events_2025. None is locked.
List* partitioned_namesakes(const Table& table);

}  // namespace mana_guard::server

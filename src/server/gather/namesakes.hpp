// Partitioned tables after which another table is named, as their partitions are.
#pragma once

#include "model/table.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// The partitioned tables of its schema of which its name has the name and an underscore in front: events of
// events_2025. None is locked. With a snapshot the catalog is read by it, and nothing of what is looked up is kept.
List* partitioned_namesakes(const Table& table, Snapshot snapshot = nullptr);

}  // namespace mana_guard::server

// ATTACH and DETACH PARTITION.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Each table that ATTACH PARTITION will read to see whether its rows are the partition's, as tablecmds.c,
// ATExecAttachPartition(), decides it: the one that is attached, and the default partition, whose rows may have to
// move.
void add_attached(Reader& reader, const Target& parent, const PartitionCmd* step);

void add_detached(Reader& reader, const Target& parent, const PartitionCmd* step);

}  // namespace mana_guard::server

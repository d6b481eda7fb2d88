// What a DROP has taken besides what it names.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"
#include "server/record/frames.hpp"

namespace mana_guard::server {

// Notes the tables that a DROP ... CASCADE names: when it ends they can't be looked up.
void note_named_tables(Frame* frame);

// Adds the tables and columns that the frame's command has dropped and doesn't name, which it can with CASCADE or as
// DROP OWNED. Partitions go with their parent; what this transaction made is nobody's loss.
void add_victims(Reader& reader, const Frame* frame);

}  // namespace mana_guard::server

// What a DROP has taken besides what it names.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"
#include "server/record/frames.hpp"

namespace mana_guard::server {

// Notes what a DROP ... CASCADE names: when it ends it can't be looked up.
void note_named_objects(Frame* frame);

// Adds what the frame's command has dropped and doesn't name, which it can with CASCADE, with an extension or as
// DROP OWNED; of a DROP COLUMN and a DROP CONSTRAINT ... CASCADE also the constraints that went along. What is no table
// is added as a loss where it is named, too. Partitions go with their parent; what this transaction made is nobody's
// loss.
void add_victims(Reader& reader, const Frame* frame);

}  // namespace mana_guard::server

// One command on its way: what is judged before it does its work, and after. The event triggers and the hook for
// commands that fire none both come here. `tag` is the command's, for the log.
#pragma once

#include "server/prelude.hpp"
#include "server/record/frames.hpp"

namespace mana_guard::server {

// Opens a frame for the command, and judges it before it does its work.
void begin_command(Node* statement, const char* tag);

// Judges what the command has done, and closes its frame.
void end_command(Node* statement, const char* tag);

// Judges a command that makes nothing of what is judged: it has no end. Its frame is no one's.
void judge_before(Node* statement, const char* tag);

// Judges a relation that no command has made, as if CREATE TABLE had; nothing where it is gone again.
void judge_made(Oid relation, const char* tag);

}  // namespace mana_guard::server

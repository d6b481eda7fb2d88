// Gather: what the session has set, holds and may.
#pragma once

#include "model/session.hpp"
#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// These facts of it, in the current memory context.
const Session* gather_session(SessionFacts wanted);

// The identity of the table by which Session::locked has this one: its own, or its topmost parent's.
std::string_view root_of(const Target& target);

}  // namespace mana_guard::server

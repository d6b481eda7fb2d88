// Gather: what a statement is about to do, from its parse tree and the catalog, before it takes any lock of its own.
#pragma once

#include "model/change.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether a statement of this kind can be one; else it costs nothing.
bool may_be_judged(const Node* parse_tree);

// The commands of these kinds that the statement will carry out on objects that are judged, in the current memory
// context; what rules read of the session is in `session`. Relations are looked into under ACCESS SHARE, which is given
// up at once. Raises what the statement would: a type or a function that isn't there.
std::span<Command> commands_of(Node* parse_tree, CommandKinds judged, SessionFacts session);

}  // namespace mana_guard::server

// Gather: reads relations into the model.
#pragma once

#include "model/table.hpp"
#include "server/frames.hpp"
#include "server/prelude.hpp"
#include "server/touched.hpp"

namespace mana_guard::server {

// The command's work as the core sees it, in the current memory context: every touched relation that is to be judged,
// with the touched facts among `wanted`. Not judged are temporary relations, those of the system's schemas and members
// of an extension that a superuser owns.
Change gather(std::span<const TouchedRelation> touched, Facts wanted, const Frame* frame, Node* parse_tree);

}  // namespace mana_guard::server

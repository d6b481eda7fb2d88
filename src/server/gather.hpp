// Gather: reads relations into the model.
#pragma once

#include "model/table.hpp"
#include "server/frames.hpp"
#include "server/prelude.hpp"
#include "server/touched.hpp"

namespace mana_guard::server {

// A command's work as the core sees it, and the relations that its tables were read from, in the same order.
struct Gathered {
    std::span<Table> tables;
    Oid* relations;
};

// Every touched relation that is to be judged, with the facts among `wanted`, in the current memory context. Not judged
// are temporary relations and those of the system's schemas.
Gathered gather(std::span<const TouchedRelation> touched, Facts wanted, const Frame* frame, Node* parse_tree);

// Leaves out the members of an extension that a superuser owns; true where there are any. A scan of pg_depend for each
// relation, so it is asked only where something is found.
bool leave_out_trusted_members(Gathered& gathered);

}  // namespace mana_guard::server

// Which relations a command has touched, and which facts of each.
#pragma once

#include "model/table.hpp"
#include "server/prelude.hpp"
#include "server/record/frames.hpp"

namespace mana_guard::server {

struct TouchedRelation {
    Oid relation;
    Facts facts;
    bool created;
};

// A schema that the command made, renamed or worked in.
struct TouchedSchema {
    Oid schema;
    Facts facts;
    bool created;
};

// The relations that exist still, each once, in the order of their OIDs: from the frame's record, and the statement's
// own target where the hook isn't told of it. Without a frame the statement's target alone. Lives in the
// current memory context. Of each no more facts than `touchable`, which the command can touch. Partitions of which it
// has touched a column in a way that is nothing to the rules which check partitions are left out, unless `all` are
// asked for.
std::span<const TouchedRelation> touched_relations(const Frame* frame, Node* parse_tree, Facts touchable,
                                                   bool all = true);

// The schemas of these relations, and those that the command is about, each once. `wanted` are the facts that rules
// read.
std::span<const TouchedSchema> touched_schemas(const Frame* frame, Node* parse_tree, std::span<const Table> tables,
                                               Facts wanted);

// What a command of this kind can touch of any relation; nothing for those that only speak about one. Of these facts
// what stood before is to be reported too: of a relation with a renamed column, a new trigger or a policy they are
// touched as well, and of one to which something is added all of it.
Facts facts_touched_by(const Node* parse_tree, Facts enforced = {});
// The same where this frame's command is at its end. What was added is told by the frame alone, if it has missed
// nothing.
Facts facts_touched_by(const Frame* frame, const Node* parse_tree, Facts enforced);

// The relations that the frame's command has dropped, sorted by OID, in the current memory context.
std::span<Oid> dropped_relations(const Frame* frame);

// Whether a list that is sorted so has this one.
inline bool has_oid(std::span<const Oid> sorted, Oid oid) {
    return !sorted.empty() && bsearch(&oid, sorted.data(), sorted.size(), sizeof(Oid), oid_cmp) != nullptr;
}

// The relation that a command names, by the names that it has now; invalid where it names none or none is there.
Oid relation_named(const RangeVar* name);

}  // namespace mana_guard::server

// What a partition's bounds say of its rows, as an expression. PostgreSQL's own get_qual_from_partbound() and all that
// reads the partition key of an open table simplify the key's expressions and compare values, which calls functions;
// this reads the catalogs.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// The bounds that ATTACH PARTITION gives, their values read; null where PostgreSQL would refuse them, or where a value
// isn't a constant that the server alone can read.
PartitionBoundSpec* read_bounds(Oid parent, const PartitionBoundSpec* written);

// The conditions, in the parent's columns, that all rows within the bounds meet; NIL where all rows do.
List* conditions_of(Oid parent, const PartitionBoundSpec* bounds);

// Whether a partition that is there has the same values, as far as numbers and equal values tell.
bool overlap_others(Oid parent, const PartitionBoundSpec* bounds);

// Those of the tables that the partitioned table itself is a partition of, in its own columns.
List* conditions_above(::Relation relation);

// None of these rows.
Node* none_of(List* conditions);

}  // namespace mana_guard::server

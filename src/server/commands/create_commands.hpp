// CREATE and DROP of anything, and of parts by ALTER TABLE: how the statement says it.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"
#include "server/record/frames.hpp"

namespace mana_guard::server {

// What is made, whatever it is.
void add_creation(Reader& reader, Node* parse_tree);

// Whether it is a CREATE TABLE with the columns of a partitioned table and none of its own, as partitions are made that
// are attached later. To be asked before it runs: what LIKE says is replaced by what it stands for.
bool makes_likely_partition(const Node* parse_tree);

// What such a command has made; invalid where it is none, or made nothing.
Oid likely_partition(const Frame* frame);

// Each that is dropped, whatever it is.
void add_removals(Reader& reader, DropStmt* statement);

// Each step of an ALTER TABLE that knows IF [NOT] EXISTS.
void add_steps(Reader& reader, Node* parse_tree);

}  // namespace mana_guard::server

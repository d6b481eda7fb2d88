// The names that a statement gives, or leaves to PostgreSQL.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Each name that the statement gives and that the text spells longer than PostgreSQL keeps.
void add_cut_names(Reader& reader, const Node* parse_tree);

// Each constraint and index that it gives no name, with the one that PostgreSQL would choose.
void add_automatic_names(Reader& reader, const Node* parse_tree);

}  // namespace mana_guard::server

// What rules about any statement are asked: once for each object that it is about, before it runs or when it has.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {

// Before it runs; `session` is what the rules read.
void add_statement(Reader& reader, const Node* statement, SessionFacts session);

// When it has, of the tables in use that it has touched.
void add_ended_statement(Reader& reader, std::span<const TouchedRelation> touched, const Node* statement,
                         SessionFacts session);

}  // namespace mana_guard::server

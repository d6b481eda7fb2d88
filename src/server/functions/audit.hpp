// Audits: what the rules say of what stands, without a command.
#pragma once

#include "engine/judge.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Puts the findings of one relation, or of every relation and schema that the patterns match, into the result set.
void audit_relation(const Policy* policy, Oid relation, ReturnSetInfo* result);
// The SQL that mends one relation, in an order that runs; a row each.
void fix_relation(const Policy* policy, Oid relation, bool include_exempt, ReturnSetInfo* result);
void audit_database(const Policy* policy, const char* schema_pattern, const char* object_pattern,
                    ReturnSetInfo* result);

}  // namespace mana_guard::server

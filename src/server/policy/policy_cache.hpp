// The compiled policy of this backend: read from the policy's tables, and again when one of them has changed.
#pragma once

#include "engine/judge.hpp"
#include "server/policy/stored_rows.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Registers for invalidations; called once, when the library is loaded.
void install_policy_cache();

// The policy in force, compiled anew where a change was seen since. It lives as long as the current memory context,
// whatever else is compiled meanwhile.
// Raises MG901 where a table is missing or a row is damaged.
const Policy* current_policy();

// Gives it the exemptions, unless it has them. Most sessions never need them: the table is read when something does.
// What a change that comes meanwhile says of them may be read, though the rest of the policy stands as it was.
// Raises MG901 where the table can't be read.
void read_exemptions(const Policy* policy);

// The policy in force with its exemptions.
const Policy* whole_policy();

// What the policy's tables hold now, in the current memory context.
PolicySource stored_policy();

// Of these only your team's own rules.
std::span<const OwnRuleRow> stored_own_rules();

// Compiles a policy that lives as long as the current memory context. A damaged row raises MG900.
const Policy* compile_here(const PolicySource& source);

// Who acts as this user: which of the roles that the policy names count. Valid until the next call.
Actor actor_of(const Policy* policy, Oid user);

// Allocates in the current memory context; null instead of an error.
extern const Allocator palloc_allocator;

}  // namespace mana_guard::server

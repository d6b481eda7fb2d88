// Whether a table's constraints say that a condition holds for all of its rows, so that PostgreSQL needn't read them.
// Its own predicate_implied_by() calls operators, and what it is given has been simplified by calling functions: here
// trees are compared, and the values of the server's own types that are plain numbers.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

enum class Proof : std::uint8_t {
    Given,
    Missing,
    Unknown,  // PostgreSQL may find one by calling what we don't call
};

// By the validated checks of the relation and its NOT NULLs, as ConstraintImpliedByRelConstraint() in
// commands/tablecmds.c has it: a check that is null lets a row pass.
Proof proof_of(::Relation relation, Node* condition);

// Whether one constant is known to come before another one.
bool is_before(const Node* one, const Node* other);

}  // namespace mana_guard::server

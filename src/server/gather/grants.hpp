// Reads to whom an object's list of privileges gives something.
#pragma once

#include <span>

#include "model/security.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Each role but the owner that the list gives one of these privileges, with its members.
std::span<const Grant> grants_in(const Acl* list, Oid owner, AclMode privileges);

}  // namespace mana_guard::server

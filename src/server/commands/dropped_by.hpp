// What a statement says that it drops.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// As SQL: "schema app", "column a, b"; for a DROP, a DROP OWNED or an ALTER TABLE with such a step.
const char* dropped_by(Node* statement);

}  // namespace mana_guard::server

// What the rules about shared schemas share.
#pragma once

#include "core.hpp"

#include "model/object.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules {

// Whether the command moved the object from another schema, where it can remain.
inline bool has_moved(const Object& object) {
    return !object.created && !object.identity_before.empty() &&
           !object.identity_before.starts_with(sql_name(object.schema) + ".");
}

}  // namespace mana_guard::rules

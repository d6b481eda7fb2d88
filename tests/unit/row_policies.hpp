// What the unit tests of rules about row security share.
#pragma once

#include "support.hpp"

namespace mana_guard::test {

constexpr std::string_view everybody[] = {"public"};

// A permissive policy for all commands and everybody that asks something of each row.
inline RowPolicy row_policy(std::string_view name) {
    RowPolicy made;
    made.name = made.quoted_name = name;
    made.command = "all";
    made.roles = everybody;
    return made;
}

}  // namespace mana_guard::test

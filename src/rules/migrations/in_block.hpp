// Statements with CONCURRENTLY cannot run in a transaction block.
#pragma once

#include "core.hpp"

#include <string_view>

#include "model/command.hpp"

namespace mana_guard::rules {

// The comment that precedes such a statement if the refused one was in a block.
inline constexpr std::string_view own_migration = "-- in a migration of its own, outside a transaction block:\n";

inline std::string_view out_of_block(const Command& command) {
    return command.in_block ? own_migration : std::string_view();
}

}  // namespace mana_guard::rules

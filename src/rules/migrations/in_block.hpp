// What is CONCURRENTLY can't be in a transaction block.
#pragma once

#include "core.hpp"

#include <string_view>

#include "model/command.hpp"

namespace mana_guard::rules {

// What goes before such a statement where the refused one stood in a block.
inline std::string_view out_of_block(const Command& command) {
    return command.in_block ? "-- in a migration of its own, outside a transaction block:\n" : "";
}

}  // namespace mana_guard::rules

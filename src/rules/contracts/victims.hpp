// What a DROP takes besides what it names.
#pragma once

#include "core.hpp"
#include "model/command.hpp"
#include "text/formatted.hpp"

#include <string>

namespace mana_guard::rules {

// " along with schema app" of a victim, "" of what a command names.
inline std::string along_with(const Command& command) {
    return victim_kinds.has(command.kind) ? formatted(" along with {}", command.value) : std::string();
}

}  // namespace mana_guard::rules

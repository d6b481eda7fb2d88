// How findings are told to the person at the keyboard: PostgreSQL's message, detail and hint.
#pragma once

#include "core.hpp"

#include <span>
#include <string>

#include "engine/findings.hpp"

namespace mana_guard {

struct Message {
    std::string primary;  // of the first finding
    std::string detail;   // a line a finding
    std::string hint;     // the SQL that would pass, then the house's own words
};

// The findings of one statement as one message; there must be one at least.
Message tell(std::span<const Finding> findings);

}  // namespace mana_guard

// How findings are told to the person at the keyboard: PostgreSQL's message, detail and hint.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <string_view>

#include "rules/findings.hpp"

namespace mana_guard {

struct Message {
    std::string primary;  // short, lower case, no full stop
    std::string detail;   // a line a finding
    std::string hint;     // the SQL that would pass, then the house's own words; empty where there is neither
};

// The message for findings in the order of inspect(), of which there is at least one. `override_reason` is why errors
// among them are only warned of.
Message tell(std::span<const Finding> findings, std::string_view override_reason = {});

// What stood before on an object and is only mentioned; all findings are of that object. The detail is empty.
Message mention(std::span<const Finding> findings);

// One finding by itself, as an audit lists it: its message, why it matters and what waives it, the house's own words.
Message describe(const Finding& finding);

}  // namespace mana_guard

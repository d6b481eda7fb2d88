// How findings are reported to the user: PostgreSQL's message, detail and hint.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/findings.hpp"

namespace mana_guard {

struct Message {
    std::string primary;  // short, lower case, no full stop
    std::string detail;   // one line per finding
    std::string hint;     // the SQL that would pass, then your team's own words; empty if there is neither
    std::string cure{};   // the SQL in it
};

// The whole of what would pass instead of a refused statement.
struct Whole {
    std::string sql{};             // empty if not all of it is known
    std::vector<Finding> later{};  // that it satisfies besides those that are told: they are checked at COMMIT
};

// The message for findings in the order of inspect(), of which there is at least one. `override_reason` is the reason
// why errors among them are only warnings; of a statement that is committed, all are. `whole` is shown as what would
// pass, unless its SQL is empty.
Message tell(std::span<const Finding> findings, std::string_view override_reason = {}, bool is_committed = false,
             const Whole& whole = {});

// Existing violations of an object, which are only mentioned; all findings are of that object. The detail is empty.
Message mention(std::span<const Finding> findings);

// One finding by itself, as an audit lists it: its message, why it matters, what waives it, and your team's own words.
Message describe(const Finding& finding);

}  // namespace mana_guard

// One way in for every judgement: what the rules that are on say of a change.
#pragma once

#include "core.hpp"

#include <vector>

#include "model/change.hpp"
#include "policy/policy.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

// All of it points into `change` and `policy`.
struct Inspection {
    // To be told, the strictest first, then by code, then as the objects came.
    std::vector<Finding> findings;
    // Those that stood before and are only mentioned.
    std::vector<Finding> mentioned;
    // The objects with findings of rules that are judged at COMMIT.
    std::vector<const Object*> deferred;
    // The objects whose state before decides about findings. Where there are any, all else is left open.
    std::vector<const Object*> wants_before;
    // The relations whose details the message speaks of; the same.
    std::vector<const Object*> wants_details;
};

Inspection inspect(const Change& change, const Policy& policy);

}  // namespace mana_guard

// One way in for every judgement: what the rules that are on say of a change.
#pragma once

#include "core.hpp"

#include "engine/findings.hpp"
#include "model/table.hpp"
#include "policy/policy.hpp"

namespace mana_guard {

// The findings of every rule that the policy has on, the strictest first, then by code, then as the objects came.
// They point into `change` and `policy`.
std::vector<Finding> inspect(const Change& change, const Policy& policy);

}  // namespace mana_guard

// What findings offer instead, so that all rules accept it.
#pragma once

#include "core.hpp"

#include <span>
#include <vector>

#include "model/change.hpp"
#include "policy/policy.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

// Withdraws moves to where something is called so already.
void hold_moves(std::span<Finding> findings);

// Combines what the findings offer one by one, and withdraws fixes that PostgreSQL would refuse.
void complete_offers(const Change& change, const Policy& policy, std::vector<Finding>& findings);

}  // namespace mana_guard

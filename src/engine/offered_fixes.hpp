// What an audit's findings offer to run against the database that is there.
#pragma once

#include "core.hpp"

#include <vector>

#include "model/change.hpp"
#include "policy/policy.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

// Withdraws fixes that PostgreSQL would refuse, and says why in `held_back`. Those of names are completed, so that a
// rename causes no new finding.
void complete_fixes(const Change& change, const Policy& policy, std::vector<Finding>& findings);

}  // namespace mana_guard

// How the SQL that a finding offers is worded so that the rules about names and about repeatable statements accept it.
#pragma once

#include "core.hpp"

#include <vector>

#include "model/change.hpp"
#include "policy/policy.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

// A constraint that it adds, and the index of one, are named as the rules about their names want them.
void name_by_patterns(const Change& change, const Policy& policy, Finding& finding);

// Where statements outside a transaction block must be such as can be run again, those that it offers are.
void make_robust(const Change& change, const Policy& policy, Finding& finding);

// What another rule offers for the object is robust, and without that the statement would not pass. An offer may also
// be the statement itself, at another time.
void leave_to_others(std::vector<Finding>& findings);

}  // namespace mana_guard

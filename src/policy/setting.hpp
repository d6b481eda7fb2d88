// How a rule holds at one place: what the rows of the policy that match there add up to.
#pragma once

#include "core.hpp"

#include <string>

#include "model/severity.hpp"
#include "rules/parameter.hpp"

namespace mana_guard {

struct Setting {
    Severity severity = Severity::Off;
    Parameters parameters;
    std::string advice;    // the house's own words for the HINT
    std::string docs_url;  // the house's own page
};

}  // namespace mana_guard

// How a rule holds at one place: what the rows of the policy that match there add up to.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/severity.hpp"
#include "rules/parameter.hpp"

namespace mana_guard {

struct Row;

// The row that decided each attribute; null where the rule's own default stands.
struct Origins {
    const Row* severity = nullptr;
    const Row* timing = nullptr;
    const Row* existing = nullptr;
    const Row* exemptions_follow = nullptr;
    const Row* advice = nullptr;
    const Row* docs_url = nullptr;
    std::vector<std::pair<std::string_view, const Row*>> params;
};

struct Setting {
    Severity severity = Severity::Off;
    Timing timing = Timing::Statement;
    Existing existing = Existing::Notice;
    bool exemptions_follow = false;
    Parameters parameters;
    std::string advice;    // the house's own words for the HINT
    std::string docs_url;  // the house's own page
    Origins origins;
};

}  // namespace mana_guard

// How a rule applies at one place: the combined effect of the matching rows of the policy.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/dialect.hpp"
#include "model/severity.hpp"
#include "rules/parameter.hpp"

namespace mana_guard {

struct Profile;
struct Row;

// The row that decided each attribute; null if the rule's own default applies.
struct Origins {
    const Row* severity = nullptr;
    const Row* timing = nullptr;
    const Row* existing = nullptr;
    const Row* exemptions_follow = nullptr;
    const Row* advice = nullptr;
    const Row* docs_url = nullptr;
    const Row* dialect = nullptr;
    std::vector<std::pair<std::string_view, const Row*>> params;
    const Profile* profile = nullptr;  // the one below your team's rows: of several, the strictest about the rule
};

struct Setting {
    Severity severity = Severity::Off;
    Timing timing = Timing::Statement;
    Existing existing = Existing::Notice;
    bool exemptions_follow = false;
    Parameters parameters;
    std::string advice;    // your team's own words for the HINT
    std::string docs_url;  // your team's own page
    Dialect dialect = Dialect::None;
    Origins origins;
};

}  // namespace mana_guard

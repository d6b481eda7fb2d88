#include <algorithm>

#include "rules/rule.hpp"

namespace mana_guard {
#define RULE(name)          \
    namespace rules::name { \
    extern const Rule rule; \
    }
#include "rules/catalog.inc"
#undef RULE

namespace {

#define RULE(name) &rules::name::rule,
constexpr std::array registered = {
#include "rules/catalog.inc"
};
#undef RULE

struct Named {
    std::string_view name;
    const Rule* rule;
};

// A rule is called as its namespace is.
constexpr auto by_name = [] {
    std::array all = {
#define RULE(name) Named{#name, &rules::name::rule},
#include "rules/catalog.inc"
#undef RULE
    };
    std::ranges::sort(all, {}, &Named::name);
    return all;
}();

}  // namespace

std::span<const Rule* const> catalog() {
    return registered;
}

const Rule* rule_named(std::string_view name_or_code) {
    const auto* const named = std::ranges::lower_bound(by_name, name_or_code, {}, &Named::name);
    if (named != by_name.end() && named->name == name_or_code) return named->rule;
    const auto code = [](const Rule* rule) { return rule->code; };
    const auto* const coded = std::ranges::lower_bound(registered, name_or_code, {}, code);
    return coded != registered.end() && (*coded)->code == name_or_code ? *coded : nullptr;
}

}  // namespace mana_guard

#include <algorithm>

#include "rules/rule.hpp"

namespace mana_guard {
namespace rules {
#define RULE(name) extern const Rule name;
#include "rules/catalog.inc"
#undef RULE
}  // namespace rules

namespace {

#define RULE(name) &rules::name,
constexpr std::array registered = {
#include "rules/catalog.inc"
};
#undef RULE

}  // namespace

std::span<const Rule* const> catalog() {
    return registered;
}

const Rule* rule_named(std::string_view name_or_code) {
    const auto* const found = std::ranges::find_if(
        registered, [=](const Rule* rule) { return rule->name == name_or_code || rule->code == name_or_code; });
    return found == registered.end() ? nullptr : *found;
}

}  // namespace mana_guard

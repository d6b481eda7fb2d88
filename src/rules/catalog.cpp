#include <algorithm>
#include <array>
#include <cstdint>

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

// A rule is called as its namespace is. Their numbers, in the order of the names: nothing to relocate.
constexpr auto numbers_by_name = [] {
    constexpr std::array names = std::to_array<std::string_view>({
#define RULE(name) #name,
#include "rules/catalog.inc"
#undef RULE
    });
    std::array<std::uint16_t, names.size()> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::uint16_t>(i);
    std::ranges::sort(numbers, {}, [&names](std::uint16_t number) { return names[number]; });
    return numbers;
}();

}  // namespace

std::span<const Rule* const> catalog() {
    return registered;
}

const Rule* rule_named(std::string_view name_or_code) {
    const auto name = [](std::uint16_t number) { return registered[number]->name; };
    const auto* const named = std::ranges::lower_bound(numbers_by_name, name_or_code, {}, name);
    if (named != numbers_by_name.end() && name(*named) == name_or_code) return registered[*named];
    const auto code = [](const Rule* rule) { return rule->code; };
    const auto* const coded = std::ranges::lower_bound(registered, name_or_code, {}, code);
    return coded != registered.end() && (*coded)->code == name_or_code ? *coded : nullptr;
}

}  // namespace mana_guard

// A house's own rules: what is asked of their functions, and what they answer.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace mana_guard {

// One row that the function returns. Texts are empty where it says nothing.
struct OwnFinding {
    std::string_view message;
    std::string_view detail;
    std::string_view hint;
    std::string_view fix;
    std::string_view value;
    std::string_view column_name;
    std::string_view part_name;  // of an index, a constraint, a trigger...
};
static_assert(std::is_trivially_destructible_v<OwnFinding>);

// What the function of a rule is to be called with, and as whom.
struct OwnQuestion {
    std::uint32_t relation = 0;
    std::string_view rule{};
    std::string_view function_schema{};
    std::string_view function_name{};
    std::string_view role{};
};
static_assert(std::is_trivially_destructible_v<OwnQuestion>);

struct OwnAnswer {
    OwnQuestion question{};
    std::span<const OwnFinding> findings{};
    std::string_view error{};  // why there is no other answer; empty if there is
};
static_assert(std::is_trivially_destructible_v<OwnAnswer>);

}  // namespace mana_guard

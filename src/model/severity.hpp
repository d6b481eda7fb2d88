// How strictly a rule is enforced, when it is checked, and how existing violations are handled. The names are SQL's.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mana_guard {

enum class Severity : std::uint8_t { Off, Log, Warn, Error };
enum class Timing : std::uint8_t { Start, Statement, Commit };
// How a violation that existed before the command is reported: not at all, in one NOTICE per table, as a warning at
// most, or like a new one.
enum class Existing : std::uint8_t { Ignore, Notice, Warn, Enforce };

constexpr std::array<std::string_view, 4> severity_names = {"off", "log", "warn", "error"};
constexpr std::array<std::string_view, 3> timing_names = {"start", "statement", "commit"};
constexpr std::array<std::string_view, 4> existing_names = {"ignore", "notice", "warn", "enforce"};

constexpr std::string_view name_of(Severity severity) {
    return severity_names[static_cast<std::size_t>(severity)];
}
constexpr std::string_view name_of(Timing timing) {
    return timing_names[static_cast<std::size_t>(timing)];
}
constexpr std::string_view name_of(Existing existing) {
    return existing_names[static_cast<std::size_t>(existing)];
}

template <typename Enum, std::size_t count>
constexpr std::optional<Enum> named(const std::array<std::string_view, count>& names, std::string_view name) {
    for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == name) return static_cast<Enum>(i);
    }
    return std::nullopt;
}
constexpr std::optional<Severity> severity_named(std::string_view name) {
    return named<Severity>(severity_names, name);
}
constexpr std::optional<Timing> timing_named(std::string_view name) {
    return named<Timing>(timing_names, name);
}
constexpr std::optional<Existing> existing_named(std::string_view name) {
    return named<Existing>(existing_names, name);
}

// A step stricter (1) or milder (-1), within the limits.
constexpr Severity stepped(Severity severity, int steps) {
    const int value = static_cast<int>(severity) + steps;
    return static_cast<Severity>(value < 0 ? 0 : value > 3 ? 3 : value);
}

}  // namespace mana_guard

// How strictly a rule holds, and when it is judged. Their names are those of the SQL types severity and timing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mana_guard {

enum class Severity : std::uint8_t { Off, Log, Warn, Error };
enum class Timing : std::uint8_t { Start, Statement, Commit };

constexpr std::array<std::string_view, 4> severity_names = {"off", "log", "warn", "error"};
constexpr std::array<std::string_view, 3> timing_names = {"start", "statement", "commit"};

constexpr std::string_view name_of(Severity severity) {
    return severity_names[static_cast<std::size_t>(severity)];
}
constexpr std::string_view name_of(Timing timing) {
    return timing_names[static_cast<std::size_t>(timing)];
}

constexpr std::optional<Severity> severity_named(std::string_view name) {
    for (std::size_t i = 0; i < severity_names.size(); ++i) {
        if (severity_names[i] == name) return static_cast<Severity>(i);
    }
    return std::nullopt;
}

}  // namespace mana_guard

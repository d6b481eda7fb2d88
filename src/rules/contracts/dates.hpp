// Days, formatted for messages.
#pragma once

#include "core.hpp"
#include "text/formatted.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>

namespace mana_guard::rules {

// Microseconds since 2000-01-01 as a day in UTC, such as "2026-11-25".
inline std::string day_of(std::int64_t moment) {
    namespace chrono = std::chrono;
    const chrono::sys_days first = chrono::year{2000} / chrono::January / 1;
    const chrono::year_month_day day{first + chrono::floor<chrono::days>(chrono::microseconds{moment})};
    return formatted("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

// The moment plus the interval, or the last moment that can be represented.
constexpr std::int64_t later(std::int64_t moment, std::int64_t by) {
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
    return moment > last - by ? last : moment + by;
}

}  // namespace mana_guard::rules

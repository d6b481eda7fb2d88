// The formats in which a report can be written.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "formats/report.hpp"

namespace mana_guard {

constexpr std::size_t default_max_findings = 50;

// What only the text format looks at.
struct TextOptions {
    bool has_color = false;
    std::size_t max_findings = default_max_findings;  // 0: all
};

struct Format {
    std::string_view name;
    // The report as a whole and valid document of the format.
    std::string (*write)(const Report& report, const TextOptions& options);
};

std::span<const Format> all_formats();

// The format of that name; null if there is none.
const Format* format_named(std::string_view name);

}  // namespace mana_guard

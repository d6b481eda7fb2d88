// A text with values in the place of placeholders, and the way back from it to the file.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mana_guard {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Filled {
    struct Part {  // what stands in the text instead of what the file has
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t begin_in_file = 0;
        std::size_t end_in_file = 0;
    };
    struct Unknown {
        std::size_t offset = 0;  // in the text
        std::string placeholder{};
    };

    std::string text{};
    std::vector<Part> parts{};
    std::vector<Unknown> unknown{};  // left as they are

    // Where in the file the byte at this offset of the text comes from; for a value, where its placeholder begins.
    [[nodiscard]] std::size_t offset_in_file(std::size_t offset) const;
};

using ValueOf = std::function<std::optional<std::string>(std::string_view name)>;

// The file's text behind `before`, with a value for each placeholder, which is a name between the marks; without marks
// there are none. Values aren't searched for placeholders. A byte order mark of the file is left out.
Filled filled(std::string_view file, std::string_view opening, std::string_view closing, const ValueOf& value,
              std::string_view before = {});

}  // namespace mana_guard

// Lines and columns in a text.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace mana_guard {

// Counted from 1; columns count code points of UTF-8, as SARIF's columnKind unicodeCodePoints does.
struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
};

// The lines of a text, which must outlive it. A line ends with a line feed.
class Lines {
  public:
    explicit Lines(std::string_view text);

    // Where the byte at the offset is; beyond the text, where its end is.
    [[nodiscard]] Place at(std::size_t offset) const;
    // A line by its number, counted from 1, without its end; empty if there is none.
    [[nodiscard]] std::string_view line(std::size_t number) const;
    [[nodiscard]] std::size_t count() const { return starts_.size(); }

  private:
    std::string_view text_;
    std::vector<std::size_t> starts_;
};

// How many code points of UTF-8 the text has.
std::size_t code_points(std::string_view text);

// The offset of the code point with this number, counted from 1; the text's size if it has fewer.
std::size_t offset_of_code_point(std::string_view text, std::size_t number);

}  // namespace mana_guard

// Patterns of names: `*` stands for any text, `?` for one character, all else for itself.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace mana_guard {

class Glob {
  public:
    enum class Kind { Any, Pattern, Exact };  // from the least to the most specific

    explicit Glob(std::string_view text);

    [[nodiscard]] bool matches(std::string_view name) const;
    [[nodiscard]] Kind kind() const { return kind_; }
    // How many bytes of the pattern stand for themselves.
    [[nodiscard]] std::size_t literal_length() const { return literal_length_; }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
    std::size_t literal_length_;
    Kind kind_;
};

}  // namespace mana_guard

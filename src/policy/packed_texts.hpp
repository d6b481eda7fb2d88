// Keeps the texts of many rows in little memory, until somebody asks for them.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace mana_guard {

class PackedTexts {
  public:
    // Copies the texts of a row, of which there are at most 255; nulls at the end take no room. What it returns lives
    // as long as this.
    const char* add(std::span<const std::string_view> texts);

    // Reads them back, or the first of them: those without data, which stand for null, have none again.
    static void read(const char* packed, std::span<std::string_view> texts);

  private:
    void add_block(std::size_t least);

    std::vector<std::unique_ptr<char[]>> blocks_;  // NOLINT(*-avoid-c-arrays): bytes
    std::size_t block_size_ = 0;                   // the last one's
    char* next_ = nullptr;                         // where the next row goes, if it ends before
    char* end_ = nullptr;
};

}  // namespace mana_guard

// What the tool says on standard error while it works.
#pragma once

#include "core.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace mana_guard::cli {

// Whether --quiet or --verbose was given, for all that is said.
enum class Loudness { Quiet, Normal, Verbose };
void set_loudness(Loudness loudness);

// A line, unless --quiet was given.
void remark(std::string_view text);

// A line that shows how far the work is: on a terminal, after a second. With --verbose a line for each step.
class Progress {
  public:
    Progress(std::string verb, std::size_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void step(std::string_view what);

  private:
    std::string verb_;
    std::size_t total_;
    std::size_t done_ = 0;
    bool is_shown_ = false;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace mana_guard::cli

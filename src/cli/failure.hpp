// Why a run of the tool ends without a judgement.
#pragma once

#include "core.hpp"

#include <stdexcept>
#include <string>

namespace mana_guard::cli {

enum class Exit : int {
    Clean = 0,
    Findings = 1,   // at or above --fail-on
    WrongUse = 2,   // options, configuration, policy document, layout, git
    NotJudged = 3,  // no connection, no scratch server, no guard in it, a timeout
    Interrupted = 130,
    Terminated = 143,
};

// what() says what is wrong; hint() what to do, if anything.
class Failure : public std::runtime_error {
  public:
    Failure(Exit exit, const std::string& message, std::string hint = {})
        : std::runtime_error(message), exit_(exit), hint_(std::move(hint)) {}
    [[nodiscard]] Exit exit() const { return exit_; }
    [[nodiscard]] const std::string& hint() const { return hint_; }

  private:
    Exit exit_;
    std::string hint_;
};

}  // namespace mana_guard::cli

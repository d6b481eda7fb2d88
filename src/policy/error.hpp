// Errors of the core that know the way out.
#pragma once

#include "core.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace mana_guard {

// what() says what is wrong, hint() what to write instead.
class HintedError : public std::runtime_error {
  public:
    HintedError(const std::string& message, std::string hint) : std::runtime_error(message), hint_(std::move(hint)) {}
    [[nodiscard]] const std::string& hint() const { return hint_; }

  private:
    std::string hint_;
};

// A row that can't be part of a policy.
class PolicyError : public HintedError {
  public:
    using HintedError::HintedError;
};

// A rule that threw.
class RuleError : public HintedError {
  public:
    using HintedError::HintedError;
};

}  // namespace mana_guard

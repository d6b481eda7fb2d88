// Errors of the core that carry a hint.
#pragma once

#include "core.hpp"
#include "text/formatted.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
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

// One that is about a rule which there is not.
class UnknownRule : public PolicyError {
  public:
    using PolicyError::PolicyError;
};

// Parses a stored row: its PolicyError also names the table and the row, and how to fix it.
template <typename Parse>
auto parse_stored(std::string_view table, std::int64_t id, const Parse& parse) {
    try {
        return parse();
    } catch (const PolicyError& error) {
        throw PolicyError(formatted("row {} of mana_guard.{} is damaged: {}", id, table, error.what()),
                          formatted("Fix it, or run DELETE FROM mana_guard.{} WHERE id = {}.", table, id));
    }
}

// A rule that threw.
class RuleError : public HintedError {
  public:
    using HintedError::HintedError;
};

}  // namespace mana_guard

// What runs before a statement, such as SET lock_timeout, together with what is offered in the statement's place.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mana_guard {

inline constexpr std::string_view then_this = "-- then this statement";

// What runs before the statement, and what remains to be said of the statement.
struct Preparations {
    std::vector<std::string> statements;
    std::string remark;  // "; if it times out, try again"
    std::string rest;    // "-- then SELECT pg_advisory_unlock(1)"

    // Takes what precedes and what follows `then_this`, which stands at that place of the cure.
    void add(const std::string& cure, std::size_t at);
};

// Before what is offered in place of the statement, or before the statement itself.
std::vector<std::string> prepared(Preparations&& before, std::vector<std::string>&& statements, bool is_replaced);

}  // namespace mana_guard

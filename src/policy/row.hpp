// A policy row, checked and parsed.
#pragma once

#include "core.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/dialect.hpp"
#include "model/policy_row.hpp"
#include "model/severity.hpp"
#include "policy/error.hpp"
#include "policy/selector.hpp"
#include "rules/parameter.hpp"
#include "text/glob.hpp"

namespace mana_guard {

struct Row {
    using Param = std::pair<std::string, std::shared_ptr<const Value>>;

    std::int64_t id = 0;  // 0: a row of the profile
    Selector rules{"*"};
    Glob schema{"*"};
    Glob object{"*"};
    std::string role;  // empty: any
    std::optional<Severity> severity;
    std::optional<Timing> timing;
    std::optional<Existing> existing;
    std::optional<bool> exemptions_follow;
    std::vector<Param> params;
    std::string advice;
    std::string docs_url;
    std::optional<Dialect> dialect;
};

inline bool is_everywhere(const PolicyRow& row) {
    return row.schema_pattern == "*" && row.object_pattern == "*";
}
// Whether it applies everywhere and to everyone.
inline bool is_general(const PolicyRow& row) {
    return is_everywhere(row) && row.role_name.empty();
}

// Checks and parses a stored row. Throws PolicyError.
Row parse_row(const PolicyRow& stored, const KnownRules* known = nullptr);

// A pattern of names. Throws PolicyError for one that can't match any name; `what` is its column.
Glob parse_pattern(std::string_view what, std::string_view pattern);

bool is_blank(std::string_view reason);
// Throws PolicyError for a blank text.
void require_reason(std::string_view reason);

// Whether `a` is more specific than `b` for the rules that both select: role, then object pattern, then schema pattern,
// then rule; exact before pattern before `*`, the longer literal part first; of equals the stricter one, then the
// newer.
bool outranks(const Row& a, const Row& b);

// Whether they differ only in strictness and age.
bool are_equally_specific(const Row& a, const Row& b);

}  // namespace mana_guard

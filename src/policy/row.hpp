// A policy row, checked and parsed.
#pragma once

#include "core.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/policy_row.hpp"
#include "model/severity.hpp"
#include "policy/error.hpp"
#include "policy/glob.hpp"
#include "rules/rule.hpp"

namespace mana_guard {

struct Row {
    enum class Selector { Any, Category, Pattern, Name };  // from the least to the most specific
    using Value = std::pair<std::string, std::shared_ptr<const Names>>;

    std::int64_t id = 0;  // 0: a row of the profile
    Selector selector = Selector::Any;
    std::string rule;  // canonical: the rule's name where the row names one by its code
    Glob schema{"*"};
    Glob object{"*"};
    std::optional<Severity> severity;
    std::vector<Value> params;
    std::string advice;
    std::string docs_url;

    [[nodiscard]] bool selects(const Rule& candidate) const;
    [[nodiscard]] bool holds_at(std::string_view schema_name, std::string_view object_name) const {
        return schema.matches(schema_name) && object.matches(object_name);
    }
};

// Checks and parses a stored row. Throws PolicyError.
Row parse_row(const PolicyRow& stored);

// Whether `a` is more specific than `b` for the rules that both select: object pattern, then schema pattern, then rule;
// exact before pattern before `*`, the longer literal part first; of equals the stricter one, then the newer.
bool outranks(const Row& a, const Row& b);

}  // namespace mana_guard

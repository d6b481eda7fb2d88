// MG214 no_deprecated_type: types that the PostgreSQL project advises against, or that do less than
// expected.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::no_deprecated_type {
namespace {

constexpr Parameter parameters[] = {
    names("types", "Further types to flag.", {}),
};

struct Deprecated {
    std::string_view type;
    std::string_view reason;
    RightType by{};  // none if it depends on the use
};

constexpr Deprecated deprecated_types[] = {
    {"txid_snapshot", "which pg_snapshot replaced", {.right = "pg_snapshot", .through = "text"}},
    {"name", "a system catalog type that truncates at 63 bytes", {.right = "text"}},
    {"aclitem", "a system catalog type that pg_upgrade rejects", {.right = "text"}},
    {"xml", "which has no equality operator and no index support", {.right = "text"}},
    {"bit", "a bit string, neither a boolean nor a number"},
};
constexpr Deprecated whole_seconds = {
    "timestamp with time zone", "which rounds to whole seconds, possibly into the future", {.right = "timestamptz"}};
constexpr Deprecated on_the_list = {"", "which the policy lists as deprecated"};

const Deprecated* deprecated(const Type& type, const Names& types) {
    const auto* known = std::ranges::find(deprecated_types, type.element, &Deprecated::type);
    if (known != std::end(deprecated_types)) return known;
    if (type.declared.starts_with("timestamp(0) with time zone")) return &whole_seconds;
    return names_type(types, type) ? &on_the_list : nullptr;
}

// Whether the column has a default that can't be assigned to the new type.
bool loses_default(const Column& column, const RightType& by) {
    return !by.through.empty() && column.default_kind != DefaultKind::None;
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& types = p["types"];
    for (const Column& column : table.columns) {
        const Deprecated* is = column.inherited ? nullptr : deprecated(column.type, types);
        if (is == nullptr) continue;
        auto finding = found.at(column);
        finding.says("column {column} of {kind} {object} is {}, {}", column.type.declared, is->reason)
            .value(column.type.declared);
        if (!is->by.right.empty() && !loses_default(column, is->by)) replace_type(finding, table, column, is->by);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG214",
    .name = "no_deprecated_type",
    .category = Category::Types,
    .severity = Severity::Warn,
    .summary = "No column has a type that the PostgreSQL project advises against.",
    .why =
        "Such a type exists for the system catalogs or for old databases, does less than expected, or blocks an "
        "upgrade.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_deprecated_type

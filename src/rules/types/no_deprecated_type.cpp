// MG214 no_deprecated_type: types that the PostgreSQL project advises against, or that hold too little of what is
// asked.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::no_deprecated_type {
namespace {

constexpr Parameter parameters[] = {
    names("types", "Types to flag besides.", {}),
};

struct Deprecated {
    std::string_view type;
    std::string_view reason;
    RightType by{};  // none where it depends
};

constexpr Deprecated deprecated_types[] = {
    {"txid_snapshot", "which pg_snapshot has replaced", {.right = "pg_snapshot", .through = "text"}},
    {"name", "a type of the system catalogs that cuts at 63 bytes", {.right = "text"}},
    {"aclitem", "a type of the system catalogs that pg_upgrade refuses", {.right = "text"}},
    {"xml", "which has no equality and no index", {.right = "text"}},
    {"bit", "a string of bits that is neither a boolean nor a number"},
};
constexpr Deprecated whole_seconds = {
    "timestamp with time zone", "which rounds to whole seconds, also into the future", {.right = "timestamptz"}};
constexpr Deprecated on_the_list = {"", "which the policy lists as deprecated"};

const Deprecated* deprecated(const Type& type, const Names& types) {
    const auto* known = std::ranges::find(deprecated_types, type.element, &Deprecated::type);
    if (known != std::end(deprecated_types)) return known;
    if (type.declared.starts_with("timestamp(0) with time zone")) return &whole_seconds;
    return names_type(types, type) ? &on_the_list : nullptr;
}

// A default that doesn't become the new type's by assignment.
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
        "Such a type is kept for the system catalogs or for old databases, does less than one thinks, or stands in the "
        "way of "
        "an upgrade.",
    .facts = Fact::Columns | Fact::Constraints,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_deprecated_type

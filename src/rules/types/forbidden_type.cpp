// MG217 forbidden_type: the types that a house doesn't want, each with what to use instead and why.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::forbidden_type {
namespace {

constexpr Parameter parameters[] = {
    replacements("types", "Types, and of each what to use instead: a type, a colon and the reason, or any words."),
};

// The type in "text: no length to change later"; nothing in other words.
std::string_view type_in(std::string_view words) {
    const std::size_t colon = words.find(": ");
    return colon == std::string_view::npos ? std::string_view() : words.substr(0, colon);
}

// By its own name, which may be a domain's, or by what is below domains and arrays.
bool is_named(const Type& type, const std::string& name) {
    const Names names(std::span(&name, 1));
    return names.matches(type.declared) || names.matches(type.base) || names_type(names, type);
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (const Column& column : table.columns) {
        if (column.inherited) continue;
        for (const auto& forbidden : p.replacements("types")) {
            if (!is_named(column.type, forbidden.replaced)) continue;
            auto finding = found.at(column);
            finding.says("column {column} of {kind} {object} is {}, use {}", column.type.declared, forbidden.by)
                .value(column.type.declared);
            const std::string_view right = type_in(forbidden.by);
            if (right.empty()) break;
            const std::string_view brackets = column.type.is_array() ? "[]" : "";
            finding.becomes({.type = formatted("{}{}", right, brackets)});
            fix_type(finding, table, column, formatted("{}{}", right, brackets));
            break;
        }
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG217",
    .name = "forbidden_type",
    .category = Category::Types,
    .severity = Severity::Off,
    .summary = "No column has a type on the list.",
    .why = "The house has another type for what such a column holds; the message says which, and why.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Columns | Fact::Constraints,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::forbidden_type

// MG217 forbidden_type: types that your team doesn't want, each with what to use instead and why.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::forbidden_type {
namespace {

constexpr Parameter parameters[] = {
    replacements("types", "Types, each with what to use instead: a type, a colon and the reason, or any other text."),
};

// The type in "text: no length to change later"; empty for any other text.
std::string_view type_in(std::string_view words) {
    const std::size_t colon = words.find(": ");
    return colon == std::string_view::npos ? std::string_view() : words.substr(0, colon);
}

// By its own name, which may be a domain's, or by its base type below domains and arrays.
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
            finding.says("column {column} of {kind} {object} is {}; use {}", column.type.declared, forbidden.by)
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
    .why = "Your team uses another type for such columns; the message says which.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::forbidden_type

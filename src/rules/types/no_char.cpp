// MG205 no_char: text is stored as text, without the padding of char(n).
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::no_char {
namespace {

constexpr std::string_view padded = "character";
constexpr std::string_view one_byte = "\"char\"";

// PostgreSQL's name for bpchar without a length is SQL's name for char(1).
std::string_view spelled(const Type& type) {
    if (type.declared == padded) return "bpchar";
    return type.declared == "character[]" ? "bpchar[]" : type.declared;
}

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Column& column : table.columns) {
        const std::string_view element = column.type.element;
        if (column.inherited || (element != padded && element != one_byte)) continue;
        const std::string_view type = spelled(column.type);
        auto finding = found.at(column);
        finding
            .says(element == padded
                      ? "column {column} of {kind} {object} is {}, whose trailing spaces are insignificant"
                      : "column {column} of {kind} {object} is {}, a single-byte type for the system catalogs",
                  type)
            .value(type);
        replace_type(finding, table, column, {"text"});
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG205",
    .name = "no_char",
    .category = Category::Types,
    .severity = Severity::Warn,
    .summary = "Text is stored as text, never as char(n).",
    .why =
        "char(n) pads values with spaces, which some operators ignore and others don't, and it is no faster than text. "
        "Where the length matters, use a CHECK.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_char

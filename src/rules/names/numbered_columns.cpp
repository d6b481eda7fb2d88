// MG416 numbered_columns: phone1 and phone2 should be rows of a table of phones, or elements of an array.
#include <charconv>

#include "rules/rule.hpp"

namespace mana_guard::rules::numbered_columns {
namespace {

struct Numbered {
    std::string_view stem;  // "phone", "phone_"
    std::uint32_t number = 0;
};

// The name's stem and number; 0 where it has none. The stem of a name that is all digits is empty.
Numbered numbered(std::string_view name) {
    const std::size_t last_letter = name.find_last_not_of("0123456789");
    const std::string_view stem = name.substr(0, last_letter == std::string_view::npos ? 0 : last_letter + 1);
    const std::string_view digits = name.substr(stem.size());
    Numbered found{stem, 0};
    std::from_chars(digits.data(), digits.data() + digits.size(), found.number);
    return found;
}

// Whether the name precedes the numbered one: phone1 precedes phone2, and so does phone.
bool precedes(std::string_view name, const Numbered& next) {
    const Numbered one = numbered(name);
    if (one.stem.size() < name.size()) return one.stem == next.stem && one.number + 1 == next.number;
    const std::string_view bare = next.stem.ends_with('_') ? next.stem.substr(0, next.stem.size() - 1) : next.stem;
    return next.number == 2 && name == bare;
}

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Column& column : table.columns) {
        const Numbered own = numbered(column.name);
        if (own.number == 0 || own.stem.empty() || column.inherited) continue;
        const auto before = std::ranges::find_if(table.columns, [&](const Column& other) {
            return other.type.base == column.type.base && precedes(other.name, own);
        });
        if (before == table.columns.end()) continue;
        found.at(column).says("column {column} of {kind} {object} repeats {}", before->quoted_name).value(column.name);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG416",
    .name = "numbered_columns",
    .category = Category::Names,
    .severity = Severity::Off,
    .summary = "Repeated values are stored in a table of their own or an array, not in numbered columns.",
    .why =
        "Every query has to check all of the numbered columns, and no constraint holds across them. Adding one more "
        "changes the table and everything that reads it.",
    .added_column_concerns = concerns_any_added_column,
    .judge = judge,
};

}  // namespace mana_guard::rules::numbered_columns

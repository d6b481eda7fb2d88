// MG416 numbered_columns: phone1 and phone2 are rows of a table of phones, of which there will be a third.
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

// Whether the name is the one before: phone1 before phone2, and phone too.
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
    .summary = "What repeats is a table of its own, not numbered columns.",
    .why =
        "Each query must ask every one of them, no constraint holds across them, and the day there is one more the "
        "table and all its readers change.",
    .judge = judge,
};

}  // namespace mana_guard::rules::numbered_columns

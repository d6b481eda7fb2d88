// MG211 fk_type_match: a foreign key column has its target's type, so that every value of the target fits.
#include "rules/fix_cautions.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::fk_type_match {
namespace {

constexpr Parameter parameters[] = {
    names_as_in("user_id_text", "columns",
                "Columns that hold a user id, whose type no fix changes; as in user_id_text unless set."),
};

// Two spellings of text: the same values, compared without a conversion that would prevent the use of an index.
constexpr std::string_view without_limit(std::string_view base) {
    return base == "character varying" ? std::string_view("text") : base;
}

bool are_alike(std::string_view a, std::string_view b) {
    return without_limit(a) == without_limit(b);
}

constexpr int integer_width(std::string_view base) {
    return base == "smallint" ? 1 : base == "integer" ? 2 : base == "bigint" ? 3 : 0;
}

// The target's type written without a modifier; empty if it can't be.
std::string_view spelled(std::string_view target) {
    if (target == "character") return "bpchar";
    return target == "bit" ? std::string_view() : target;
}

// Whether another foreign key of the column would no longer match.
bool is_torn(const Table& table, std::uint32_t column, std::string_view base) {
    return std::ranges::any_of(table.foreign_keys, [&](const ForeignKey& key) {
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
            if (key.columns[i] == column && !are_alike(key.target_bases[i], base)) return true;
        }
        return false;
    });
}

void judge_column(const Table& table, const ForeignKey& key, std::size_t i, const Names& user_ids, Findings& found) {
    const Column& column = table.columns[key.columns[i]];
    const std::string_view base = key.target_bases[i];
    if (are_alike(column.type.base, base)) return;
    auto finding = found.at(column);
    finding
        .says("column {column} of {kind} {object} is {} but refers to column \"{}\" of {}, which is {}",
              column.type.declared, key.target_columns[i], key.target_identity, key.target_types[i])
        .value(column.type.declared);
    const std::string_view right = spelled(key.target_types[i]);
    // If the target is the narrower of the two, the target is the one to alter.
    const bool narrows = integer_width(base) != 0 && integer_width(column.type.base) > integer_width(base);
    // A user id isn't changed either: another rule requires text.
    if (narrows || right.empty() || is_torn(table, key.columns[i], base) || user_ids.matches(column.name)) return;
    finding.becomes({.type = std::string(right)});
    if (column.inherited) return;
    if (table.of_type.empty()) {
        finding.fix("{alter} ALTER COLUMN {column} TYPE {};", right);
    } else {
        finding.fix("ALTER TYPE {} ALTER ATTRIBUTE {column} TYPE {} CASCADE;", table.of_type, right);
    }
    finding.in_use(changes_type);
}

// Whether an earlier key has the same column refer to the same target column.
bool is_told(std::span<const ForeignKey> earlier, const ForeignKey& key, std::size_t i) {
    return std::ranges::any_of(earlier, [&](const ForeignKey& other) {
        if (other.is_inherited || other.target != key.target) return false;
        for (std::size_t k = 0; k < other.columns.size(); ++k) {
            if (other.columns[k] == key.columns[i] && other.target_columns[k] == key.target_columns[i]) return true;
        }
        return false;
    });
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (std::size_t number = 0; number < table.foreign_keys.size(); ++number) {
        const ForeignKey& key = table.foreign_keys[number];
        if (key.is_inherited) continue;
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
            if (!is_told(table.foreign_keys.first(number), key, i)) judge_column(table, key, i, p["columns"], found);
        }
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG211",
    .name = "fk_type_match",
    .category = Category::Types,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .summary = "A foreign key column has the type of the column that it refers to.",
    .why =
        "A foreign key column of a narrower type fails on the first target value that it can't hold, and one of a "
        "different type is converted for every comparison.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_partitions = true,
    .added_column_concerns = concerns_no_added_column,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::fk_type_match

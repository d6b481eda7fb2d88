// MG402 table_plural: a table holds many rows, and its name is the plural of what a row is.
#include "rules/names/inflector.hpp"
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::table_plural {
namespace {

constexpr Parameter parameters[] = {
    names("plurals", "Words that count as plural in addition to those that the rule knows.", {}),
    names("ignore", "Nouns, last words or whole names that the rule ignores.", {}),
    choice("number", "The number of the noun: plural, or singular.", {"plural", "singular"}),
};

bool is_surely_singular(const std::string& name, const Names& plurals) {
    return number_of_name(name) == GrammaticalNumber::Singular && !plurals.matches(deciding_word(name));
}

bool is_surely_plural(const std::string& name, const Names& plurals) {
    const std::string_view word = deciding_word(name);
    return plurals.matches(word) || (number_of_name(name) == GrammaticalNumber::Plural && !may_name_one(word));
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const std::string name = in_snake_case(table.name);
    const bool is_singular = number_in(p) == GrammaticalNumber::Singular;
    if (!(is_singular ? is_surely_plural(name, p["plurals"]) : is_surely_singular(name, p["plurals"]))) return;
    const std::string_view word = deciding_word(name);
    const Names& ignored = p["ignore"];
    if (ignored.matches(word) || ignored.matches(last_word(name)) || ignored.matches(table.name)) return;
    auto finding = found.at_object();
    finding
        .says(word == last_word(name) ? "name of {kind} {object} ends in \"{}\", which is not {}"
                                      : "name of {kind} {object} contains \"{}\", which is not {}",
              word, p.text("number"))
        .value(table.name);
    fix_table_name(finding, table, better_table_name(table, number_in(p)));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG402",
    .name = "table_plural",
    .category = Category::Names,
    .severity = Severity::Warn,
    .summary = "A table's name is a plural noun.",
    .why =
        "Where one table is named user and the next files, every query starts with a look at the schema. Plural names "
        "also avoid reserved words: users, orders and groups need no quotes.",
    .facts = Fact::Placement,
    .parameters = parameters,
    .yields_to = {"junction_table_name"},
    .judge = judge,
};

}  // namespace mana_guard::rules::table_plural

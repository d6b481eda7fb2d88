// MG513 no_rule: no rule rewrites the statements that write to a table; use a trigger instead.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_rule {
namespace {

std::string upper(std::string_view event) {
    std::string word(event);
    for (char& letter : word) letter = static_cast<char>(letter - 'a' + 'A');
    return word;
}

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    const std::string_view when = table.kind == ObjectKind::View ? "INSTEAD OF" : "BEFORE";
    for (const RewriteRule& rule : table.rewrite_rules) {
        found.at(rule)
            .says("{kind} {object} has rule {part}, which rewrites each {}", rule.event)
            .value(rule.event)
            .fix("DROP RULE {part} ON {object};")
            .cure("CREATE TRIGGER {part} {} {} ON {object} FOR EACH ROW EXECUTE FUNCTION ...;", when,
                  upper(rule.event));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG513",
    .name = "no_rule",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .summary = "A table or view has no rewrite rules; triggers are used instead.",
    .why =
        "A rule rewrites the statement and does not see its rows: volatile expressions are evaluated twice, row counts "
        "and RETURNING are wrong, and COPY ignores rules. A trigger sees each row.",
    .kinds = stored_tables | ObjectKind::View,
    .facts = Fact::Storage,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_rule

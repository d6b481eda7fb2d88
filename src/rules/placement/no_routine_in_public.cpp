// MG103 no_routine_in_public: a function or procedure is in its service's schema, as its tables are.
#include "rules/placement/moves.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::no_routine_in_public {
namespace {

constexpr Parameter parameters[] = {
    names_as_in("no_table_in_public", "schemas",
                "The shared schemas that no routine may be in; as in no_table_in_public unless set."),
};

constexpr std::string_view create_words(ObjectKind kind) {
    return kind == ObjectKind::Procedure ? "CREATE PROCEDURE {own_schema}.{}(...) ...;"
                                         : "CREATE FUNCTION {own_schema}.{}(...) ...;";
}

void judge(const Definition& routine, const Parameters& p, Findings& found) {
    if (!p["schemas"].matches(routine.schema)) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} is in the shared schema \"{}\"", routine.schema)
        .value(routine.schema)
        .belongs_in_own_schema()
        .fix("{alter} SET SCHEMA {own_schema};");
    if (has_moved(routine)) finding.cure("");
    if (routine.created) finding.cure(create_words(routine.kind), routine.quoted_name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG103",
    .name = "no_routine_in_public",
    .category = Category::Placement,
    .severity = Severity::Off,
    .summary = "Every function and procedure is in its service's schema, never in a shared one.",
    .why =
        "Services share this database; in a shared schema, CREATE OR REPLACE by one service replaces the function of "
        "another, and search_path makes it visible to all.",
    .kinds = all_routines,
    .facts = Fact::Definition,
    .parameters = parameters,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::no_routine_in_public

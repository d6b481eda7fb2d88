// MG102 no_type_in_public: a type is in its service's schema, including an enum that pgEnum creates unnoticed.
#include "rules/placement/moves.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::no_type_in_public {
namespace {

constexpr Parameter parameters[] = {
    names_as_in("no_table_in_public", "schemas",
                "The shared schemas that no type may be in; as in no_table_in_public unless set."),
};

// What follows the name in CREATE.
constexpr std::string_view create_words(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::Domain:
            return "CREATE DOMAIN {own_schema}.{} AS ...;";
        case ObjectKind::Composite:
            return "CREATE TYPE {own_schema}.{} AS (...);";
        case ObjectKind::Range:
            return "CREATE TYPE {own_schema}.{} AS RANGE (...);";
        default:
            return "CREATE TYPE {own_schema}.{} AS ENUM (...);";
    }
}

void judge(const Definition& type, const Parameters& p, Findings& found) {
    if (!p["schemas"].matches(type.schema)) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} is in the shared schema \"{}\"", type.schema)
        .value(type.schema)
        .belongs_in_own_schema()
        .fix("{alter} SET SCHEMA {own_schema};");
    if (has_moved(type)) finding.cure("");
    if (type.created) finding.cure(create_words(type.kind), type.quoted_name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG102",
    .name = "no_type_in_public",
    .category = Category::Placement,
    .severity = Severity::Warn,
    .summary = "Every type is in its service's schema, never in a shared one.",
    .why =
        "Services share this database; in a shared schema their type names collide, and a tool that looks only at one "
        "service's schema does not see the type and creates it again at each run.",
    .kinds = all_types,
    .facts = Fact::Definition,
    .parameters = parameters,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::no_type_in_public

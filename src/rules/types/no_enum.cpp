// MG223 no_enum: a fixed list of values is a CHECK or a table, which can lose a value too. The opposite of
// enum_over_check.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_enum {
namespace {

void judge(const Definition& /*type*/, const Parameters& /*p*/, Findings& found) {
    found.at_object()
        .says("{kind} {object} is an enum, which cannot lose a value")
        .value("enum")
        .cure("-- instead of {object}, text with CHECK (... IN (...)), or a foreign key to a table of the values");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG223",
    .name = "no_enum",
    .category = Category::Types,
    .severity = Severity::Off,
    .summary = "A fixed list of values is a CHECK or a table, never an enum.",
    .why =
        "PostgreSQL adds values to an enum but never removes one: that takes a new type and a rewrite of every table "
        "that uses the old one. A CHECK is replaced, and a row of a table deleted.",
    .kinds = ObjectKind::Enum,
    .facts = Fact::Definition,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::no_enum

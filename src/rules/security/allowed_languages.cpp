// MG813 allowed_languages: routines are written in languages that your team can read, run and restore.
#include "rules/rule.hpp"

namespace mana_guard::rules::allowed_languages {
namespace {

constexpr Parameter parameters[] = {
    names("names", "Languages that a routine may be written in.", {"sql", "plpgsql"}),
};

void judge(const Definition& routine, const Parameters& p, Findings& found) {
    const Names& allowed = p["names"];
    if (allowed.matches(routine.language)) return;
    found.at_object()
        .says("{kind} {object} is written in {}; allowed languages are {}", routine.language, allowed.listed(" and "))
        .value(routine.language);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG813",
    .name = "allowed_languages",
    .category = Category::Security,
    .severity = Severity::Off,
    .summary = "A routine is written in a language on the list.",
    .why =
        "A routine in another language needs that language wherever the database is restored. An untrusted language "
        "such as C or plpython3u can do whatever the server's operating system user can.",
    .kinds = all_routines,
    .facts = Fact::Definition,
    .parameters = parameters,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::allowed_languages

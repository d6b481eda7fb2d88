// MG225 database_encoding: text has an encoding that the server checks.
#include "rules/rule.hpp"

namespace mana_guard::rules::database_encoding {
namespace {

constexpr Parameter parameters[] = {
    names("forbidden", "Encodings that the database may not have.", {"SQL_ASCII"}),
};

void judge(const Definition& database, const Parameters& p, Findings& found) {
    if (!p["forbidden"].matches(database.encoding)) return;
    found.at_object().says("{kind} {object} has the encoding {}", database.encoding).value(database.encoding);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG225",
    .name = "database_encoding",
    .category = Category::Types,
    .severity = Severity::Off,
    .is_for_audits = true,
    .summary = "The database does not have the encoding SQL_ASCII.",
    .why =
        "With SQL_ASCII, PostgreSQL stores whatever bytes a client sends and converts nothing. As soon as two clients "
        "use different encodings, one column holds both, and nobody can tell which value has which.",
    .kinds = ObjectKind::Database,
    .facts = Fact::Encoding,
    .parameters = parameters,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::database_encoding

// MG806 extension_schema: an extension's functions and types stay out of shared schemas.
#include "rules/rule.hpp"

namespace mana_guard::rules::extension_schema {
namespace {

constexpr Parameter parameters[] = {
    names_as_in("no_table_in_public", "schemas",
                "Shared schemas that must not hold extensions; as in no_table_in_public unless set."),
};

void judge(const Definition& extension, const Parameters& p, Findings& found) {
    if (!p["schemas"].matches(extension.schema)) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} is in the shared schema \"{}\"", extension.schema).value(extension.schema);
    if (extension.is_relocatable) {
        finding.fix("CREATE SCHEMA IF NOT EXISTS extensions;\n{alter} SET SCHEMA extensions;");
    }
    if (extension.created) {
        finding.cure("CREATE SCHEMA IF NOT EXISTS extensions;\nCREATE EXTENSION {object} SCHEMA extensions;");
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG806",
    .name = "extension_schema",
    .category = Category::Security,
    .severity = Severity::Off,
    .summary = "An extension is installed in a schema of its own, never in a shared one.",
    .why =
        "In a shared schema, an extension's functions and operators are mixed with everyone's own. Names can collide, "
        "and rights on the schema cannot be granted for one without the other.",
    .kinds = ObjectKind::Extension,
    .facts = Fact::Definition,
    .parameters = parameters,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::extension_schema

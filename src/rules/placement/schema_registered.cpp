// MG104 schema_registered: the registry records which service owns a schema that holds tables.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::schema_registered {
namespace {

void judge(const Schema& schema, const SchemaContext& context, const Parameters& /*p*/, Findings& found) {
    if (!schema.holds_tables || context.registration != nullptr) return;
    found.at_object()
        .says("schema {object} holds tables but is not registered")
        .fix("INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('your_service', {});",
             sql_literal(schema.schema));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG104",
    .name = "schema_registered",
    .category = Category::Placement,
    .severity = Severity::Warn,
    .needs_registry = true,
    .summary = "Every schema that holds tables is in the registry of services.",
    .why =
        "The registry records which service owns each schema; nobody is responsible for the tables of an unregistered "
        "schema.",
    .kinds = ObjectKind::Schema,
    .facts = Fact::SchemaContents | Fact::SchemaName,
    .judge_schema = judge,
};

}  // namespace mana_guard::rules::schema_registered

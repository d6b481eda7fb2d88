// MG104 schema_registered: a schema with tables is some service's, and the registry says whose.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::schema_registered {
namespace {

void judge(const Schema& schema, const SchemaContext& context, const Parameters& /*p*/, Findings& found) {
    if (!schema.holds_tables || context.registration != nullptr) return;
    found.at_object()
        .says("schema {object} holds tables and is not registered")
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
    .why = "The registry says whose each schema is; nobody answers for the tables of one that it does not know.",
    .kinds = ObjectKind::Schema,
    .facts = Fact::SchemaContents | Fact::SchemaName,
    .judge_schema = judge,
};

}  // namespace mana_guard::rules::schema_registered

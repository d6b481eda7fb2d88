// MG207 identity_over_serial: an identity column owns its numbers; serial is a default, a sequence and a dependency.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::identity_over_serial {
namespace {

// The types of serial columns, which are the only types an identity can have.
bool is_integer(const Type& type) {
    return type.declared == "bigint" || type.declared == "integer" || type.declared == "smallint";
}

// Continues from the sequence's current value; runs as one transaction.
constexpr std::string_view fix =
    "DO $$\n"
    "DECLARE\n"
    "    state record;\n"
    "BEGIN\n"
    "    LOCK TABLE {object} IN ACCESS EXCLUSIVE MODE;\n"
    "    SELECT last_value, is_called INTO state FROM {0};\n"
    "    {alter} ALTER COLUMN {column} DROP DEFAULT;\n"
    "    DROP SEQUENCE {0};\n"
    "    {alter} ALTER COLUMN {column} ADD GENERATED ALWAYS AS IDENTITY;\n"
    "    PERFORM setval(pg_get_serial_sequence({1}, {2}), state.last_value, state.is_called);\n"
    "END\n"
    "$$;";

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    if (!table.of_type.empty()) return;
    for (const Column& column : table.columns) {
        if (column.inherited || column.default_kind != DefaultKind::Sequence || !column.owns_sequence) continue;
        if (!is_integer(column.type)) continue;
        auto finding = found.at(column);
        finding.says("column {column} of {kind} {object} is a serial instead of an identity column")
            .value("serial")
            .becomes({.identity = Identity::Always});
        if (!column.not_null) continue;
        finding.fix(fix, column.default_value, sql_literal(table.identity), sql_literal(column.name))
            .cure("{alter} ALTER COLUMN {column} ADD GENERATED ALWAYS AS IDENTITY;");
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG207",
    .name = "identity_over_serial",
    .category = Category::Types,
    .severity = Severity::Log,
    .summary = "A generated number comes from an identity column, not from serial.",
    .why =
        "A serial's default and sequence are separate objects: a role that inserts needs a privilege on the sequence, "
        "the default can be dropped on its own, CREATE TABLE ... LIKE shares the sequence, and any insert can supply a "
        "number that the sequence will generate again.",
    .kinds = ObjectKind::Table,
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::identity_over_serial

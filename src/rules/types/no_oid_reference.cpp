// MG212 no_oid_reference: an OID identifies a row of the system catalogs, and a different one after a restore.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::no_oid_reference {
namespace {

constexpr std::string_view oid = "oid";
constexpr std::array<std::string_view, 11> reg_types = {
    "regclass",    "regcollation", "regconfig",    "regdictionary", "regnamespace", "regoper",
    "regoperator", "regproc",      "regprocedure", "regrole",       "regtype",
};

bool is_reg(std::string_view type) {
    return type.starts_with("reg") && std::ranges::find(reg_types, type) != reg_types.end();
}

// The domain of contrib/lo, for large objects, which keep their OIDs.
bool is_large_object(const Type& type) {
    return type.declared.ends_with(".lo") || type.declared.ends_with(".lo[]");
}

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Column& column : table.columns) {
        const std::string_view element = column.type.element;
        if (column.inherited || (element != oid && !is_reg(element)) || is_large_object(column.type)) continue;
        auto finding = found.at(column);
        finding.says("column {column} of {kind} {object} is {}, which stores OIDs", column.type.declared)
            .value(column.type.declared);
        // Nothing says what a bare OID refers to.
        if (is_reg(element)) replace_type(finding, table, column, {"text"});
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG212",
    .name = "no_oid_reference",
    .category = Category::Types,
    .severity = Severity::Warn,
    .summary = "No column stores OIDs of the system catalogs.",
    .why =
        "The OIDs of tables, functions and roles change when a dump is restored, and pg_upgrade rejects a database "
        "whose tables have columns of most of these types.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_oid_reference

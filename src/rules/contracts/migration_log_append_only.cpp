// MG716 migration_log_append_only: the rows of a migration tool's log are not changed.
#include "rules/rule.hpp"

namespace mana_guard::rules::migration_log_append_only {
namespace {

constexpr Parameter parameters[] = {
    names("tables", "The log tables, each as schema.table.", {"drizzle.__drizzle_migrations"}),
};

bool keeps_rows(const Trigger& trigger) {
    return trigger.function == "mana_guard.append_only" && trigger.is_before && trigger.is_enabled &&
           !trigger.is_partial;
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    if (!p["tables"].matches(formatted("{}.{}", table.schema, table.name))) return;
    bool keeps_updates = false;
    bool keeps_deletes = false;
    bool keeps_all = false;
    for (const Trigger& trigger : table.triggers) {
        if (!keeps_rows(trigger)) continue;
        keeps_updates |= trigger.on_update;
        keeps_deletes |= trigger.on_delete;
        keeps_all |= trigger.on_truncate;
    }
    if (keeps_updates && keeps_deletes && keeps_all) return;
    found.at_object()
        .says("rows of {kind} {object}, a migration tool's log, can be changed or deleted")
        .fix(
            "CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON {object}\n"
            "    FOR EACH ROW EXECUTE FUNCTION mana_guard.append_only();\n"
            "CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON {object}\n"
            "    FOR EACH STATEMENT EXECUTE FUNCTION mana_guard.append_only();");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG716",
    .name = "migration_log_append_only",
    .category = Category::Contracts,
    .severity = Severity::Off,
    .is_for_audits = true,
    .summary = "The rows of a migration tool's log cannot be changed or deleted.",
    .why =
        "The tool uses these rows to know which migrations have run. If a row is deleted, its migration runs again; if "
        "it is changed, it no longer matches its file.",
    .kinds = ObjectKind::Table,
    .facts = Fact::Triggers,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::migration_log_append_only

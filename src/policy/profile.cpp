#include "policy/profile.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "policy/error.hpp"
#include "policy/migration_logs.hpp"
#include "policy/tool_tables.hpp"
#include "text/formatted.hpp"
#include "text/nearest.hpp"

namespace mana_guard {
namespace {

constexpr PolicyRow shared_rows[] = {
    {.rule = "no_table_in_public",
     .advice = "In Drizzle: declare pgSchema('your_service') and write .table(...) on it instead of pgTable(...)."},
    {.rule = "no_type_in_public",
     .advice = "In Drizzle: declare pgSchema('your_service') and write .enum(...) on it instead of pgEnum(...)."},
    {.rule = "user_id_text", .advice = "In Drizzle: text('user_id').notNull()."},
    {.rule = "require_timestamps",
     .advice = "In Drizzle: timestamp('created_at', { withTimezone: true }).defaultNow().notNull(), and the same for "
               "updated_at."},
    {.rule = "migration_lock_held",
     .advice = "With Drizzle: use push only for a private database. drizzle-kit generate writes the migration, and the "
               "script that runs it takes the lock."},
};

// No rows of severity off: your team's own rows, however general, would override them.
constexpr ExemptionRow single_exemptions[] = {
    {.rule = "schema_registered", .schema_pattern = "drizzle", .reason = "The schema is drizzle's, not a service's."},
    {.rule = "schema_registered", .schema_pattern = "sqitch", .reason = "The schema is sqitch's, not a service's."},
    {.rule = "schema_registered",
     .schema_pattern = "atlas_schema_revisions",
     .reason = "The schema is Atlas's, not a service's."},
    {.rule = "schema_registered",
     .schema_pattern = "partman",
     .reason = "The schema is pg_partman's, not a service's."},
    {.rule = "schema_registered", .schema_pattern = "public", .reason = "Its tables are reported one by one."},
    {.rule = "no_rule",
     .object_pattern = "edge",
     .column_pattern = "edge_insert_rule",
     .reason = "PostGIS creates it for a topology."},
};

constexpr auto shared_exemptions = [] {
    std::array<ExemptionRow, std::size(single_exemptions) + shape_of_logs.size() + waived_for_tool_tables.size()> rows;
    auto* end = std::ranges::copy(single_exemptions, rows.begin()).out;
    end = std::ranges::copy(shape_of_logs, end).out;
    std::ranges::copy(waived_for_tool_tables, end);
    return rows;
}();

// The guidelines, "Schema naming".
constexpr RegistryRow services[] = {
    {.service = "mana-auth", .schema_name = "auth"},
    {.service = "mana-credits", .schema_name = "credits"},
    {.service = "mana-user", .schema_name = "usr"},
    {.service = "mana-events", .schema_name = "events"},
    {.service = "mana-events", .schema_name = "event_discovery"},
    {.service = "mana-mail", .schema_name = "mail"},
    {.service = "mana-research", .schema_name = "research"},
    {.service = "mana-subscriptions", .schema_name = "subscriptions"},
    {.service = "mana-analytics", .schema_name = "feedback"},
};

// The guidelines, "The mana_sync exception": its tables live in public, and so do their types.
constexpr PolicyRow in_public[] = {
    {.rule = "no_table_in_public", .schema_pattern = "public", .severity = "off"},
    {.rule = "no_type_in_public", .schema_pattern = "public", .severity = "off"},
};

constexpr PolicyRow where_migrations_rule[] = {
    {.rule = "migration_lock_held", .severity = "error"},
    {.rule = "migration_log_append_only", .severity = "warn"},
    {.rule = "migration_log_protected", .params = {logs_text.data(), logs_text.size()}},
};

constexpr Profile all[] = {
    {.name = default_profile, .summary = "The database guidelines."},
    {.name = "mana_platform",
     .summary = "The guidelines, with the registry of mana_platform's services.",
     .registry = services},
    {.name = "mana_sync",
     .summary = "The guidelines for a database of its own, whose tables live in public.",
     .rows = in_public},
    {.name = "strict", .summary = "The guidelines, with every rule one step stricter.", .severity_steps = 1},
    {.name = "migrations",
     .summary = "The guidelines for a database whose schemas change only through migrations, with the tables that "
                "migration tools keep.",
     .rows = where_migrations_rule,
     .exemptions = place_of_logs},
};

}  // namespace

std::span<const Profile> profiles() {
    return all;
}

std::span<const PolicyRow> rows_of_all_profiles() {
    return shared_rows;
}

std::span<const ExemptionRow> exemptions_of_all_profiles() {
    return shared_exemptions;
}

const Profile& profile_named(std::string_view name) {
    if (name.data() == nullptr) name = default_profile;
    std::vector<std::string_view> names;
    std::string list;
    for (const Profile& profile : all) {
        if (profile.name == name) return profile;
        names.push_back(profile.name);
        list += (list.empty() ? "" : ", ") + std::string(profile.name);
    }
    throw PolicyError(formatted("profile \"{}\" does not exist", name),
                      nearest_hint(name, names, formatted("There are {}.", list)));
}

}  // namespace mana_guard

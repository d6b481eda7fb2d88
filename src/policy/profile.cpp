#include "policy/profile.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "policy/error.hpp"
#include "policy/migration_logs.hpp"
#include "policy/profiles/agents.hpp"
#include "policy/profiles/dont_do_this.hpp"
#include "policy/profiles/general.hpp"
#include "policy/profiles/gitlab.hpp"
#include "policy/profiles/squawk.hpp"
#include "policy/profiles/strong_migrations.hpp"
#include "policy/profiles/supabase.hpp"
#include "policy/tool_tables.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"
#include "text/nearest.hpp"

namespace mana_guard {
namespace {

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
    {.name = default_profile, .summary = "The database guidelines.", .dialect = Dialect::Drizzle},
    {.name = "mana_platform",
     .summary = "The guidelines, with the registry of mana_platform's services.",
     .registry = services,
     .dialect = Dialect::Drizzle},
    {.name = "mana_sync",
     .summary = "The guidelines for a database of its own, whose tables live in public.",
     .rows = in_public,
     .dialect = Dialect::Drizzle},
    {.name = "strict",
     .summary = "The guidelines, with every rule one step stricter.",
     .severity_steps = 1,
     .dialect = Dialect::Drizzle},
    {.name = "migrations",
     .summary = "The guidelines for a database whose schemas change only through migrations, with the tables that "
                "migration tools keep.",
     .rows = where_migrations_rule,
     .exemptions = place_of_logs,
     .dialect = Dialect::Drizzle},
    {.name = "general",
     .summary = "Types, keys, locks, contracts and security that hold anywhere, for a team without guidelines.",
     .rows = general_rows,
     .exemptions = general_exemptions,
     .is_selective = true},
    {.name = "squawk", .summary = "After Squawk's rules.", .rows = squawk_rows, .is_selective = true},
    {.name = "strong_migrations",
     .summary = "After the checks of strong_migrations.",
     .rows = strong_migrations_rows,
     .is_selective = true,
     .dialect = Dialect::Rails},
    {.name = "supabase", .summary = "After Supabase's advisors.", .rows = supabase_rows, .is_selective = true},
    {.name = "dont_do_this",
     .summary = "After the PostgreSQL wiki's page Don't Do This.",
     .rows = dont_do_this_rows,
     .is_selective = true},
    {.name = "gitlab",
     .summary = "After GitLab's guidelines for its database.",
     .rows = gitlab_rows,
     .is_selective = true,
     .dialect = Dialect::Rails},
    {.name = "agents",
     .summary = "For the role agents and its members: nothing that destroys, blocks or breaks a client.",
     .rows = agents_rows,
     .is_selective = true},
};

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos ? text.substr(0, 0)
                                           : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace

Severity Profile::severity_of(const Rule& rule) const {
    if (rule.is_own()) return rule.severity;
    return is_selective ? Severity::Off : stepped(rule.severity, severity_steps);
}

std::span<const Profile> profiles() {
    return all;
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

std::vector<const Profile*> profiles_named(std::string_view names) {
    if (names.data() == nullptr) names = default_profile;
    std::vector<const Profile*> named;
    for (std::size_t begin = 0; begin <= names.size();) {
        const std::size_t end = std::min(names.find(',', begin), names.size());
        const Profile& profile = profile_named(trimmed(names.substr(begin, end - begin)));
        if (std::ranges::find(named, &profile) != named.end()) {
            throw PolicyError(formatted("profile \"{}\" is named twice", profile.name), "Name each profile once.");
        }
        named.push_back(&profile);
        begin = end + 1;
    }
    return named;
}

}  // namespace mana_guard

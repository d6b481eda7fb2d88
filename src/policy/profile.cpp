#include "policy/profile.hpp"

namespace mana_guard {
namespace {

// drizzle's own tracking table has its own shape: id serial, hash text, created_at bigint.
constexpr PolicyRow rows[] = {
    {.rule = "require_timestamps",
     .schema_pattern = "drizzle",
     .object_pattern = "__drizzle_migrations",
     .severity = "off"},
    {.rule = "timestamp_shape",
     .schema_pattern = "drizzle",
     .object_pattern = "__drizzle_migrations",
     .severity = "off"},
    {.rule = "no_table_in_public",
     .advice = "In Drizzle: declare pgSchema('your_service') and write .table(...) on it instead of pgTable(...)."},
    {.rule = "user_id_text", .advice = "In Drizzle: text('user_id').notNull() instead of uuid('user_id')."},
    {.rule = "require_timestamps",
     .advice = "In Drizzle: timestamp('created_at', { withTimezone: true }).defaultNow().notNull(), and the same for "
               "updated_at."},
};

}  // namespace

std::span<const PolicyRow> guidelines() {
    return rows;
}

}  // namespace mana_guard

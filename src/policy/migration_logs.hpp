// The tables in which migration tools record what has been run, and the profiles' entries for them.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "model/policy_row.hpp"

namespace mana_guard {

using Selectors = std::span<const std::string_view>;

// What a tool decides by itself when it creates its table.
constexpr std::string_view shape[] = {"types", "columns", "names", "keys"};
// For TypeORM's table, whose name any other table may have: only the rules that it violates.
constexpr std::string_view typeorms_shape[] = {"require_timestamps", "bigint_key", "identity_over_serial",
                                               "primary_key_type"};
constexpr std::string_view place[] = {"placement"};

struct MigrationLog {
    std::string_view schema;
    std::string_view table;
    Selectors shape = mana_guard::shape;
};

constexpr MigrationLog migration_logs[] = {
    {"*", "__drizzle_migrations"},
    {"*", "_prisma_migrations"},
    {"*", "flyway_schema_history"},
    {"*", "django_migrations"},
    {"*", "alembic_version"},
    {"*", "schema_migrations"},  // ActiveRecord's, golang-migrate's, dbmate's
    {"*", "ar_internal_metadata"},
    {"*", "pgmigrations"},
    {"*", "knex_migrations"},
    {"*", "knex_migrations_lock"},
    {"*", "migrations", typeorms_shape},
    {"*", "typeorm_metadata"},
    {"*", "goose_db_version"},
    {"*", "databasechangelog"},  // Liquibase's
    {"*", "databasechangeloglock"},
    {"*", "_sqlx_migrations"},
    {"*", "__diesel_schema_migrations"},
    {"*", "SequelizeMeta"},
    {"*", "SequelizeData"},  // of its seeders
    {"*", "__EFMigrationsHistory"},
    {"*", "kysely_migration"},
    {"*", "kysely_migration_lock"},
    {"*", "mikro_orm_migrations"},
    {"*", "doctrine_migration_versions"},
    {"*", "atlas_schema_revisions"},
    {"sqitch", "changes"},
    {"sqitch", "dependencies"},
    {"sqitch", "events"},
    {"sqitch", "projects"},
    {"sqitch", "releases"},
    {"sqitch", "tags"},
};

// A row for each log and each rule or category that `of` returns for it.
template <Selectors (*of)(const MigrationLog&)>
constexpr auto waived_for_logs(std::string_view reason) {
    constexpr std::size_t count = [] {
        std::size_t sum = 0;
        for (const MigrationLog& log : migration_logs) sum += of(log).size();
        return sum;
    }();
    std::array<ExemptionRow, count> rows;
    auto row = rows.begin();
    for (const MigrationLog& log : migration_logs) {
        for (const std::string_view rule : of(log)) {
            *row++ = {.rule = rule, .schema_pattern = log.schema, .object_pattern = log.table, .reason = reason};
        }
    }
    return rows;
}

constexpr auto shape_of_logs = waived_for_logs<[](const MigrationLog& log) { return log.shape; }>(
    "A migration tool creates it and chooses its shape.");
constexpr auto place_of_logs = waived_for_logs<[](const MigrationLog&) { return Selectors(place); }>(
    "A migration tool creates it and chooses its schema.");

// All logs as the parameters of a row: {"tables": ["*.pgmigrations", ...]}.
template <typename Append>
constexpr void write_logs(const Append& append) {
    std::string_view before = R"({"tables": [")";
    for (const MigrationLog& log : migration_logs) {
        for (const std::string_view part : {before, log.schema, std::string_view("."), log.table}) append(part);
        before = R"(", ")";
    }
    append(R"("]})");
}

constexpr auto logs_text = [] {
    constexpr std::size_t size = [] {
        std::size_t sum = 0;
        write_logs([&sum](std::string_view part) { sum += part.size(); });
        return sum;
    }();
    std::array<char, size> text{};
    char* end = text.data();
    write_logs([&end](std::string_view part) { end = std::ranges::copy(part, end).out; });
    return text;
}();

}  // namespace mana_guard

// The layouts, each defined in the file of its name.
#pragma once

#include "core.hpp"

#include "layouts/layout.hpp"

namespace mana_guard::layouts {

extern const Layout atlas;
extern const Layout dbmate;
extern const Layout diesel;
extern const Layout drizzle;
extern const Layout drizzle_folders;
extern const Layout flyway;
extern const Layout golang_migrate;
extern const Layout goose;
extern const Layout graphile;
extern const Layout liquibase;
extern const Layout node_pg;
extern const Layout plain;
extern const Layout prisma;
extern const Layout sqitch;
extern const Layout sqlx;
extern const Layout supabase;

}  // namespace mana_guard::layouts

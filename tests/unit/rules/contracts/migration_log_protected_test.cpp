#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(migration_log_protected)

namespace {

struct Log : OfTable {
    explicit Log(CommandKind kind) : OfTable(kind) {
        table.schema = "drizzle";
        table.name = table.quoted_name = "__drizzle_migrations";
        table.identity = "drizzle.__drizzle_migrations";
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(each_deed_is_found_and_named) {
    struct Case {
        CommandKind kind;
        std::string_view message;
    };
    constexpr Case cases[] = {
        {CommandKind::DropTable, "table drizzle.__drizzle_migrations, a migration tool's log, is dropped"},
        {CommandKind::RenameTable, "table drizzle.__drizzle_migrations, a migration tool's log, is renamed"},
        {CommandKind::SetSchema, "table drizzle.__drizzle_migrations, a migration tool's log, is moved"},
    };
    for (const Case& one : cases) {
        const Log log(one.kind);
        const auto found = findings_of("migration_log_protected", log.command);
        BOOST_REQUIRE_EQUAL(found.size(), 1U);
        BOOST_TEST(found[0].message == one.message);
        BOOST_TEST(found[0].cure == "");
        BOOST_TEST(found[0].value == "");
    }
}

BOOST_AUTO_TEST_CASE(each_deed_to_a_column_is_found_and_named) {
    Log log(CommandKind::DropColumn);
    log.of("hash", "text");
    const auto dropped = findings_of("migration_log_protected", log.command);
    BOOST_REQUIRE_EQUAL(dropped.size(), 1U);
    BOOST_TEST(dropped[0].message ==
               "column hash of table drizzle.__drizzle_migrations, a migration tool's log, is dropped");
    for (const CommandKind kind : {CommandKind::RenameColumn, CommandKind::AlterColumnType}) {
        log.command.kind = kind;
        const auto altered = findings_of("migration_log_protected", log.command);
        BOOST_REQUIRE_EQUAL(altered.size(), 1U);
        BOOST_TEST(altered[0].message ==
                   "column hash of table drizzle.__drizzle_migrations, a migration tool's log, is altered");
    }
}

BOOST_AUTO_TEST_CASE(its_tool_may_add_a_column) {
    Log log(CommandKind::AddColumn);
    log.of("applied_at", "timestamp with time zone");
    BOOST_TEST(findings_of("migration_log_protected", log.command).empty());
}

BOOST_AUTO_TEST_CASE(rows_make_no_difference) {
    Log log(CommandKind::DropTable);
    log.command.in_use = false;
    BOOST_TEST(findings_of("migration_log_protected", log.command).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_log_of_this_transaction_has_nothing_to_lose) {
    Log log(CommandKind::DropTable);
    log.command.stood = log.command.in_use = false;
    BOOST_TEST(findings_of("migration_log_protected", log.command).empty());
}

BOOST_AUTO_TEST_CASE(other_tables_are_not_its_business) {
    const OfTable app_files(CommandKind::DropTable);
    BOOST_TEST(findings_of("migration_log_protected", app_files.command).empty());
    Log elsewhere(CommandKind::DropTable);
    elsewhere.table.schema = "other";
    BOOST_TEST(findings_of("migration_log_protected", elsewhere.command).empty());
}

BOOST_AUTO_TEST_CASE(the_logs_are_the_policys) {
    const House house{
        {.rule = "migration_log_protected", .params = R"({"tables": ["app.*_migrations", "app.files"]})"}};
    const OfTable app_files(CommandKind::DropTable);
    BOOST_TEST(findings_of("migration_log_protected", app_files.command, house).size() == 1U);
    const Log log(CommandKind::DropTable);
    BOOST_TEST(findings_of("migration_log_protected", log.command, house).empty());
}

BOOST_AUTO_TEST_CASE(it_refuses_unless_told_otherwise) {
    const Log log(CommandKind::DropTable);
    const auto found = findings_of("migration_log_protected", log.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Error));
}

BOOST_AUTO_TEST_CASE(so_is_what_goes_with_another_object) {
    Log log(CommandKind::TableVictim);
    log.command.value = "type app.mood";
    const auto message_of = [&log](CommandKind kind) {
        log.command.kind = kind;
        return findings_of_victim("migration_log_protected", log.command).at(0).message;
    };
    BOOST_TEST(message_of(CommandKind::TableVictim) ==
               "table drizzle.__drizzle_migrations, a migration tool's log, is dropped along with type app.mood");
    log.of("hash", "text");
    BOOST_TEST(message_of(CommandKind::ColumnVictim) ==
               "column hash of table drizzle.__drizzle_migrations, a migration tool's log, is dropped along with type "
               "app.mood");
    BOOST_TEST(message_of(CommandKind::DefaultVictim) ==
               "column hash of table drizzle.__drizzle_migrations, a migration tool's log, is altered along with type "
               "app.mood");
    const Victim file;
    BOOST_TEST(findings_of_victim("migration_log_protected", file.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()

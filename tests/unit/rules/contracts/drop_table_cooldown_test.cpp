#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(drop_table_cooldown)

namespace {

// Noon of 2026-11-25, in microseconds since 2000-01-01.
constexpr std::int64_t day = std::int64_t{24} * 3600 * 1000 * 1000;
constexpr std::int64_t today = 9825 * day + day / 2;

}  // namespace

BOOST_AUTO_TEST_CASE(a_drop_without_notice_is_found_with_the_announcement) {
    OfTable app_files(CommandKind::DropTable);
    const auto found = findings_of("drop_table_cooldown", app_files.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files is dropped without notice");
    BOOST_TEST(found[0].cure ==
               "SELECT mana_guard.deprecate('app.files', 'say what takes its place');\n"
               "-- run the DROP 7 days later");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST((found[0].column == nullptr));
}

BOOST_AUTO_TEST_CASE(one_announced_too_lately_is_found_with_both_days) {
    OfTable app_files(CommandKind::DropTable);
    app_files.command.now = today;
    for (const std::int64_t ago : {std::int64_t{0}, 7 * day - 1}) {
        app_files.command.deprecated_at = today - ago;
        BOOST_TEST(findings_of("drop_table_cooldown", app_files.command).size() == 1U);
    }
    app_files.command.deprecated_at = today - 3 * day;
    const auto found = findings_of("drop_table_cooldown", app_files.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "table app.files was announced for removal on 2026-11-22 and may not be dropped before 2026-11-29");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(one_announced_long_enough_ago_passes) {
    OfTable app_files(CommandKind::DropTable);
    app_files.command.now = today;
    for (const std::int64_t ago : {7 * day, 700 * day}) {
        app_files.command.deprecated_at = today - ago;
        BOOST_TEST(findings_of("drop_table_cooldown", app_files.command).empty());
    }
}

BOOST_AUTO_TEST_CASE(an_announcement_for_the_end_of_time_is_never_due) {
    OfTable app_files(CommandKind::DropTable);
    app_files.command.now = today;
    app_files.command.deprecated_at = std::numeric_limits<std::int64_t>::max() - day;
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_table_of_this_transaction_is_known_to_nobody) {
    OfTable app_files(CommandKind::DropTable);
    app_files.command.stood = app_files.command.in_use = false;
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command).empty());
}

BOOST_AUTO_TEST_CASE(rows_make_no_difference) {
    OfTable app_files(CommandKind::DropTable);
    app_files.command.in_use = false;
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command).size() == 1U);
}

BOOST_AUTO_TEST_CASE(foreign_tables_count_and_views_do_not) {
    OfTable foreign(CommandKind::DropTable, ObjectKind::ForeignTable);
    BOOST_TEST(findings_of("drop_table_cooldown", foreign.command).size() == 1U);
    OfTable view(CommandKind::DropTable, ObjectKind::View);
    BOOST_TEST(findings_of("drop_table_cooldown", view.command).empty());
}

BOOST_AUTO_TEST_CASE(the_time_to_wait_is_the_policys) {
    const House house{{.rule = "drop_table_cooldown", .params = R"({"wait": "2 weeks"})"}};
    OfTable app_files(CommandKind::DropTable);
    const auto unannounced = findings_of("drop_table_cooldown", app_files.command, house);
    BOOST_REQUIRE_EQUAL(unannounced.size(), 1U);
    BOOST_TEST(unannounced[0].cure.ends_with("\n-- run the DROP 2 weeks later"));
    app_files.command.now = today;
    app_files.command.deprecated_at = today - 8 * day;
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command, house).size() == 1U);
    app_files.command.deprecated_at = today - 14 * day;
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command, house).empty());
}

BOOST_AUTO_TEST_CASE(it_warns_unless_told_otherwise) {
    OfTable app_files(CommandKind::DropTable);
    const auto found = findings_of("drop_table_cooldown", app_files.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(other_commands_are_not_its_business) {
    OfTable app_files(CommandKind::DropColumn);
    app_files.of("size", "bigint");
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command).empty());
}

BOOST_AUTO_TEST_CASE(what_is_empty_and_unread_passes_unless_a_house_wants_it) {
    OfTable app_files(CommandKind::DropTable);
    app_files.command.is_unused = true;
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command).empty());
    const House house{{.rule = "drop_table_cooldown", .params = R"({"only_nonempty": false})"}};
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_partition_from_before_may_go) {
    OfTable app_files(CommandKind::DropTable);
    app_files.table.is_partition = true;  // attached by this transaction
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command).size() == 1U);
    app_files.command.was_partition = true;
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command).empty());
    const House house{{.rule = "drop_table_cooldown", .params = R"({"partitions": true})"}};
    BOOST_TEST(findings_of("drop_table_cooldown", app_files.command, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_table_that_goes_with_another_object_is_judged_when_it_is_gone) {
    Victim file;
    const auto found = findings_of_victim("drop_table_cooldown", file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files is dropped without notice along with type app.mood");
    BOOST_TEST(found[0].cure ==
               "SELECT mana_guard.deprecate('app.files', 'say what takes its place');\n"
               "-- run the DROP 7 days later");
    BOOST_TEST(findings_of("drop_table_cooldown", file.command).size() == 1U);
    file.command.now = today;
    file.command.deprecated_at = today - 3 * day;
    BOOST_TEST(
        findings_of_victim("drop_table_cooldown", file.command).at(0).message ==
        "table app.files was announced for removal on 2026-11-22 and may not be dropped along with type app.mood "
        "before 2026-11-29");
    file.command.deprecated_at = today - 7 * day;
    BOOST_TEST(findings_of_victim("drop_table_cooldown", file.command).empty());
    // What a command names was judged before.
    const OfTable named(CommandKind::DropTable);
    BOOST_TEST(findings_of_victim("drop_table_cooldown", named.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()

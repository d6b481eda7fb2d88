#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(one_table_per_transaction)

namespace {

constexpr auto rule = "one_table_per_transaction";

std::vector<Finding> found_in(const Command& command, const Policy& policy) {
    return findings_of(rule, Change{.moment = Moment::Statement, .commands = {&command, 1}}, policy);
}

struct Ended : OfTable {
    Session session;

    explicit Ended(std::span<const std::string_view> locked) : OfTable(CommandKind::StatementEnd) {
        session.locked = locked;
        command.session = &session;
        command.root = "app.files";
    }
};

constexpr std::string_view two[] = {"app.files", "app.folders"};

}  // namespace

BOOST_AUTO_TEST_CASE(the_table_that_is_one_too_many_is_found) {
    const House house{{.rule = rule, .severity = "warn"}};
    const Ended file(two);
    const auto found = found_in(file.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].message ==
               "this transaction holds ACCESS EXCLUSIVE locks on 2 tables in use: app.files, app.folders");
    BOOST_TEST(found[0].value == "2");
    BOOST_TEST(found[0].cure == "COMMIT;\nBEGIN;\n-- then this statement: each table in a transaction of its own");
}

BOOST_AUTO_TEST_CASE(a_house_may_count_the_locks_of_foreign_keys) {
    const House house{
        {.rule = rule, .severity = "warn", .params = R"({"locks": ["access_exclusive", "share_row_exclusive"]})"}};
    const std::span<const std::string_view> one = std::span(two).first(1);
    Ended file(one);
    file.session.locked_for_writes = two;
    const auto found = found_in(file.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "this transaction holds ACCESS EXCLUSIVE or SHARE ROW EXCLUSIVE locks on 2 tables in use: app.files, "
               "app.folders");
    BOOST_TEST(found_in(file.command, House{{.rule = rule, .severity = "warn"}}).empty());
}

BOOST_AUTO_TEST_CASE(a_single_lock_is_found_where_none_may_be_held) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"max": 0, "locks": ["share_row_exclusive"]})"}};
    const std::span<const std::string_view> one = std::span(two).first(1);
    Ended file({});
    file.session.locked_for_writes = one;
    const auto found = found_in(file.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "this transaction holds SHARE ROW EXCLUSIVE locks on 1 table in use: app.files");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(one_table_passes) {
    const House house{{.rule = rule, .severity = "warn"}};
    BOOST_TEST(found_in(Ended(std::span(two).first(1)).command, house).empty());
}

BOOST_AUTO_TEST_CASE(so_does_a_table_that_is_not_locked) {
    const House house{{.rule = rule, .severity = "warn"}};
    const std::string_view others[] = {"app.folders", "app.notes"};
    BOOST_TEST(found_in(Ended(others).command, house).empty());
}

BOOST_AUTO_TEST_CASE(a_partition_is_known_by_its_topmost_parent) {
    const House house{{.rule = rule, .severity = "warn"}};
    const std::string_view locked[] = {"app.events", "app.folders"};
    Ended part(locked);
    BOOST_TEST(found_in(part.command, house).empty());
    part.command.root = "app.events";
    BOOST_TEST(found_in(part.command, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(as_many_as_the_parameter_says) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"max": 2})"}};
    BOOST_TEST(found_in(Ended(two).command, house).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_a_house_asks_for_it) {
    BOOST_TEST(found_in(Ended(two).command, House({})).empty());
}

BOOST_AUTO_TEST_SUITE_END()

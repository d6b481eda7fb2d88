#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_rows_under_lock)

namespace {

constexpr auto rule = "no_rows_under_lock";

struct Locked : OfTable {
    explicit Locked(std::int64_t rows) : OfTable(CommandKind::HoldLock) { command.rows_since = rows; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    const Locked file(5000);
    BOOST_TEST(findings_of(rule, file.command, default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(rows_that_are_written_while_a_table_is_locked_are_found) {
    const Locked file(1001);
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files stays locked while this transaction writes 1001 rows");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].cure == "-- COMMIT before rows are written; then write them in batches, a transaction each");
}

BOOST_AUTO_TEST_CASE(a_few_rows_pass) {
    const Locked file(1000);
    BOOST_TEST(findings_of(rule, file.command).empty());
    const House none{{.rule = rule, .severity = "warn", .params = R"({"max_rows": 0})"}};
    const Locked one(1);
    const Locked no_row(0);
    BOOST_TEST(findings_of(rule, one.command, none).size() == 1U);
    BOOST_TEST(findings_of(rule, no_row.command, none).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_passes) {
    Locked file(5000);
    file.command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(when_the_statement_begins_it_waits_for_the_commit) {
    const House house{{.rule = rule, .severity = "warn"}};
    const Locked file(-1);
    const Change change{.moment = Moment::Start, .commands = {&file.command, 1}};
    const Inspection inspection = inspect(change, house);
    BOOST_TEST(inspection.findings.empty());
    BOOST_REQUIRE_EQUAL(inspection.deferred.size(), 1U);
    BOOST_TEST(inspection.deferred[0] == &file.table);
}

BOOST_AUTO_TEST_CASE(it_can_be_judged_at_no_other_time) {
    const Rule& known = *rule_named(rule);
    BOOST_TEST(known.can_be_judged_at(Timing::Commit));
    BOOST_TEST(!known.can_be_judged_at(Timing::Start));
    BOOST_TEST(!known.can_be_judged_at(Timing::Statement));
}

BOOST_AUTO_TEST_SUITE_END()

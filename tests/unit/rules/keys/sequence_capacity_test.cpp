#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(sequence_capacity)

namespace {

// A sequence that feeds column id, of that type, of app.files.
struct Counter : Table {
    Counter(std::string_view column_type, std::int64_t maximum, std::int64_t last) {
        kind = ObjectKind::Sequence;
        schema = "app";
        name = quoted_name = "files_id_seq";
        identity = "app.files_id_seq";
        sequence.maximum = maximum;
        sequence.last_value = last;
        sequence.was_called = true;
        sequence.owner_table = "app.files";
        sequence.owner_column = "id";
        sequence.owner_type = column_type;
    }
};

std::vector<Finding> findings_in_audit(const Table& table, const Policy& policy = default_policy()) {
    Change change = statement(table);
    change.moment = Moment::Audit;
    return inspect(change, policy).findings;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_sequence_with_room_passes) {
    BOOST_TEST(findings_in_audit(Counter("integer", 2147483647, 1000)).empty());
    BOOST_TEST(findings_in_audit(Counter("bigint", INT64_MAX, 3000000000)).empty());
    BOOST_TEST(findings_in_audit(Counter("text", INT64_MAX, 3000000000)).empty());
    Counter unowned("", INT64_MAX, 3000000000);
    unowned.sequence.owner_table = unowned.sequence.owner_column = {};
    BOOST_TEST(findings_in_audit(unowned).empty());
}

BOOST_AUTO_TEST_CASE(commands_are_not_held_up) {
    const Counter full("integer", 2147483647, 2147483647);
    BOOST_TEST(inspect(statement(full), default_policy()).findings.empty());
}

BOOST_AUTO_TEST_CASE(one_past_its_share_is_found) {
    const auto found = findings_in_audit(Counter("integer", 2147483647, 1717986918));
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "sequence app.files_id_seq has used 80% of its values up to 2147483647");
    BOOST_TEST(found[0].value == "used up to 2147483647");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(one_that_was_never_asked_has_used_none) {
    Counter fresh("integer", 1, 0);
    fresh.sequence.was_called = false;
    BOOST_TEST(findings_in_audit(fresh).empty());
}

BOOST_AUTO_TEST_CASE(one_that_ends_before_its_column_may_go_on) {
    const auto found = findings_in_audit(Counter("bigint", 1000, 900));
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "sequence app.files_id_seq has used 90% of its values up to 1000");
    BOOST_TEST(found[0].fix == "ALTER SEQUENCE app.files_id_seq AS bigint NO MAXVALUE;");
}

BOOST_AUTO_TEST_CASE(one_that_cycles_never_ends) {
    Counter round("bigint", 1000, 900);
    round.sequence.cycles = true;
    BOOST_TEST(findings_in_audit(round).empty());
}

BOOST_AUTO_TEST_CASE(one_that_is_wider_than_its_column_is_a_matter_of_the_columns) {
    BOOST_TEST(findings_in_audit(Counter("integer", INT64_MAX, 1000)).empty());
}

BOOST_AUTO_TEST_CASE(the_column_ends_what_the_sequence_does_not) {
    const auto found = findings_in_audit(Counter("smallint", INT64_MAX, 40000));
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].message == "sequence app.files_id_seq has used 122% of its values up to 32767");
}

BOOST_AUTO_TEST_CASE(one_that_counts_down_ends_below) {
    Counter down("integer", -1, -1000);
    down.sequence.increment = -1;
    down.sequence.minimum = INT64_MIN;
    BOOST_TEST(findings_in_audit(down).empty());
    down.sequence.minimum = -1100;
    const auto found = findings_in_audit(down);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "sequence app.files_id_seq has used 91% of its values up to -1100");
    BOOST_TEST(found[0].fix == "ALTER SEQUENCE app.files_id_seq AS integer NO MINVALUE;");
}

BOOST_AUTO_TEST_CASE(the_whole_range_of_a_bigint_is_measured) {
    Counter whole("bigint", INT64_MAX, 0);
    whole.sequence.minimum = INT64_MIN;
    BOOST_TEST(findings_in_audit(whole).empty());
    whole.sequence.last_value = INT64_MAX;
    BOOST_TEST(findings_in_audit(whole).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_share_is_a_parameter) {
    const House house{{.rule = "sequence_capacity", .params = R"({"max_used": 0.05})"}};
    const Counter counter("integer", 2147483647, 214748365);
    BOOST_TEST(findings_in_audit(counter).empty());
    BOOST_TEST(findings_in_audit(counter, house).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

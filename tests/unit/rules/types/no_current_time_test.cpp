#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_current_time)

namespace {

constexpr std::string_view rule = "no_current_time";

Column by_default(DefaultKind kind, std::string_view type) {
    Column made = column("at_time", type);
    made.default_kind = kind;
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    const Sample sample{by_default(DefaultKind::ZonedTime, "text")};
    BOOST_TEST(findings_of(rule, sample).empty());
    BOOST_TEST(audited(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(current_time_is_found) {
    const Sample sample{by_default(DefaultKind::ZonedTime, "text")};
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "default of column at_time of table app.files is CURRENT_TIME, a time with a zone but no date");
    BOOST_TEST(found[0].value == "CURRENT_TIME");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure ==
               "-- at_time timestamp with time zone DEFAULT CURRENT_TIMESTAMP, or time DEFAULT LOCALTIME");
}

BOOST_AUTO_TEST_CASE(of_a_time_localtime_is_the_fix) {
    const Sample sample{by_default(DefaultKind::ZonedTime, "time without time zone")};
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN at_time SET DEFAULT LOCALTIME;");
    BOOST_TEST(found[0].change.default_value.value() == "LOCALTIME");
}

BOOST_AUTO_TEST_CASE(other_defaults_pass_and_what_is_inherited) {
    for (const DefaultKind kind : {DefaultKind::None, DefaultKind::CurrentTime, DefaultKind::Other})
        BOOST_TEST(audited(rule, Sample{by_default(kind, "text")}).empty());
    Sample inherited{by_default(DefaultKind::ZonedTime, "text")};
    inherited.columns[0].inherited = true;
    BOOST_TEST(audited(rule, inherited).empty());
}

BOOST_AUTO_TEST_SUITE_END()

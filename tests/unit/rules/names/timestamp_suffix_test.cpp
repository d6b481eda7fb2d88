#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(timestamp_suffix)

namespace {

constexpr std::string_view rule = "timestamp_suffix";

constexpr std::string_view timestamptz = "timestamp with time zone";

std::string fix_of(std::string_view name) {
    const Sample sample{column(name, timestamptz)};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found[0].fix;
}

}  // namespace

BOOST_AUTO_TEST_CASE(suffixed_names_and_other_types_pass) {
    const Sample sample{
        timestamp("created_at"),
        column("deletedAt", "timestamp without time zone"),
        column("at", timestamptz),
        column("born_on", "date"),
        column("opens", "time without time zone"),
        column("validity", "tstzrange"),
        column("runs", Type{"timestamp with time zone[]", "timestamp with time zone[]", timestamptz, {}})};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(another_name_is_found_with_its_fix) {
    const Sample sample{column("created", "timestamp without time zone")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "timestamp column created of table app.files does not end in _at");
    BOOST_TEST(found[0].value == "created");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME COLUMN created TO created_at;");
    BOOST_TEST(found[0].definition == "created_at timestamp without time zone NOT NULL");
    BOOST_TEST(found[0].caution.starts_with("MG703"));
}

BOOST_AUTO_TEST_CASE(the_suffix_takes_the_place_of_a_type) {
    BOOST_TEST(fix_of("updated_on") == "ALTER TABLE app.files RENAME COLUMN updated_on TO updated_at;");
    BOOST_TEST(fix_of("start_time") == "ALTER TABLE app.files RENAME COLUMN start_time TO start_at;");
    BOOST_TEST(fix_of("expiry_date") == "ALTER TABLE app.files RENAME COLUMN expiry_date TO expiry_at;");
}

BOOST_AUTO_TEST_CASE(some_names_have_no_fix) {
    for (const std::string_view name : {"time", "date", "timestamp", "valid_from", "until", "charges_from_datetime",
                                        "scheduled_for", "valid_until_time", "time_of_death", "send_mail_time"})
        BOOST_TEST(fix_of(name).empty(), name);
    const Sample taken{column("created", timestamptz), timestamp("created_at")};
    BOOST_TEST(findings_of(rule, taken).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(a_domain_counts_as_its_base_and_a_parents_column_not_at_all) {
    Sample sample{column("created", Type{"app.moment", timestamptz, timestamptz, {}})};
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_house_has_suffixes_of_its_own) {
    const House house{{.rule = "MG406", .params = R"({"suffixes": ["_at", "_until"]})"}};
    const Sample sample{column("valid_until", timestamptz), column("valid_from", timestamptz)};
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "timestamp column valid_from of table app.files does not end in _at or _until");
}

BOOST_AUTO_TEST_SUITE_END()

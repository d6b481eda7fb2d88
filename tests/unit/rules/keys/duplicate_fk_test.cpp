#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(duplicate_fk)

namespace {

constexpr std::string_view rule = "duplicate_fk";

// app.files with two foreign keys from these columns to app.folders.
struct Twins : Sample {
    Twins() : Sample{column("id", "uuid"), column("folder_id", "uuid"), column("site_id", "uuid")} {
        name(refer(1, "app.folders"), "files_a");
        name(refer(1, "app.folders"), "files_b");
    }
    static void name(ForeignKey& key, std::string_view as) { key.name = key.quoted_name = as; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(different_columns_or_targets_pass) {
    Sample sample{column("id", "uuid"), column("folder_id", "uuid"), column("site_id", "uuid")};
    sample.refer(1, "app.folders");
    sample.refer(2, "app.folders");
    sample.refer(1, "app.sites");
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(another_column_of_the_same_target_passes) {
    Twins sample;
    sample.foreign_keys[1].target_columns = sample.name_lists.emplace_back(std::vector<std::string_view>{"number"});
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(the_later_of_two_is_found_with_its_fix) {
    const Twins sample;
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "foreign keys files_a and files_b of table app.files are the same");
    BOOST_TEST(found[0].part == "files_b");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files DROP CONSTRAINT files_b;");
    BOOST_TEST(found[0].cure.empty());
    BOOST_TEST(found[0].value == "folder_id -> app.folders (id)");
}

BOOST_AUTO_TEST_CASE(the_one_that_is_not_validated_goes) {
    Twins sample;
    sample.foreign_keys[0].is_validated = false;
    BOOST_TEST(audited(rule, sample).at(0).fix == "ALTER TABLE app.files DROP CONSTRAINT files_a;");
    sample.foreign_keys[1].is_validated = false;
    BOOST_TEST(audited(rule, sample).at(0).fix == "ALTER TABLE app.files DROP CONSTRAINT files_b;");
}

BOOST_AUTO_TEST_CASE(which_of_two_with_different_actions_goes_is_not_for_the_rule_to_say) {
    Twins sample;
    sample.foreign_keys[0].on_delete = "cascade";
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(
        found[0].message ==
        "foreign keys files_a and files_b of table app.files reference the same target from the same columns but "
        "behave differently");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(the_order_of_the_columns_makes_no_difference) {
    Sample sample{column("folder_id", "uuid"), column("site_id", "uuid")};
    const std::vector<std::string_view> one{"id", "site_id"};
    const std::vector<std::string_view> other{"site_id", "id"};
    const std::vector<std::string_view> types{"uuid", "uuid"};
    sample.refer({0, 1}, "app.folders");
    sample.refer({1, 0}, "app.folders");
    for (ForeignKey& key : sample.foreign_keys) key.target_types = key.target_bases = types;
    sample.foreign_keys[0].target_columns = one;
    sample.foreign_keys[1].target_columns = other;
    BOOST_TEST(audited(rule, sample).size() == 1U);
    sample.foreign_keys[1].target_columns = one;
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(inherited_keys_are_the_parents) {
    Twins sample;
    sample.table.is_partition = true;
    BOOST_TEST(audited(rule, sample).size() == 1U);
    sample.foreign_keys[0].is_inherited = true;
    BOOST_TEST(audited(rule, sample).empty());
    sample.foreign_keys[0].is_inherited = false;
    sample.foreign_keys[1].is_inherited = true;
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()

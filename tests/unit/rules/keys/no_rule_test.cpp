#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_rule)

namespace {

constexpr std::string_view rule = "no_rule";

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_without_rules_passes) {
    BOOST_TEST(findings_of(rule, Sample{column("id", "uuid")}).empty());
}

BOOST_AUTO_TEST_CASE(each_rule_is_found_with_its_fix) {
    Sample sample{column("id", "uuid")};
    const RewriteRule rules[] = {{"Keep", "\"Keep\"", "insert"}, {"no_delete", "no_delete", "delete"}};
    sample.table.rewrite_rules = rules;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].message == "table app.files has rule \"Keep\", which rewrites each insert");
    BOOST_TEST(found[0].fix == "DROP RULE \"Keep\" ON app.files;");
    BOOST_TEST(found[0].cure ==
               "CREATE TRIGGER \"Keep\" BEFORE INSERT ON app.files FOR EACH ROW EXECUTE FUNCTION ...;");
    BOOST_TEST(found[0].value == "insert");
    BOOST_TEST(found[0].part == "Keep");
    BOOST_TEST(found[1].message == "table app.files has rule no_delete, which rewrites each delete");
}

BOOST_AUTO_TEST_CASE(a_view_is_written_to_by_triggers) {
    Sample sample{};
    const RewriteRule rules[] = {{"no_delete", "no_delete", "delete"}};
    sample.table.rewrite_rules = rules;
    sample.table.kind = ObjectKind::View;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "view app.files has rule no_delete, which rewrites each delete");
    BOOST_TEST(found[0].cure ==
               "CREATE TRIGGER no_delete INSTEAD OF DELETE ON app.files FOR EACH ROW EXECUTE FUNCTION ...;");
}

BOOST_AUTO_TEST_CASE(a_partition_has_rules_of_its_own) {
    Sample sample{column("id", "uuid")};
    const RewriteRule rules[] = {{"no_delete", "no_delete", "delete"}};
    sample.table.rewrite_rules = rules;
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

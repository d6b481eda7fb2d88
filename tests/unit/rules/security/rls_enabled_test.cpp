#include "row_policies.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(rls_enabled)

namespace {

constexpr std::string_view rule = "rls_enabled";
const House on{{.rule = rule, .severity = "warn", .timing = "statement"}};

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    const Sample sample{column("user_id", "text")};
    BOOST_TEST(findings_of(rule, sample).empty());
    BOOST_TEST(findings_of(rule, sample.table, on).size() == 1U);
}

BOOST_AUTO_TEST_CASE(row_security_and_tables_without_users_pass) {
    Sample sample{column("user_id", "text")};
    sample.table.row_security = true;
    BOOST_TEST(findings_of(rule, sample.table, on).empty());
    const Sample other{column("id", "uuid"), column("author_id", "text")};
    BOOST_TEST(findings_of(rule, other.table, on).empty());
}

BOOST_AUTO_TEST_CASE(a_breach_is_found_with_its_fix) {
    const Sample sample{column("id", "uuid"), column("user_id", "text")};
    const auto found = findings_of(rule, sample.table, on);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column == nullptr);
    BOOST_TEST(found[0].message == "table app.files has user id column user_id but no row security");
    BOOST_TEST(found[0].value == "row security off");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;");
}

BOOST_AUTO_TEST_CASE(it_is_switched_on_only_where_that_locks_nobody_out) {
    Sample sample{column("user_id", "text")};
    sample.table.is_granted = true;
    auto found = findings_of(rule, sample.table, on);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix.empty());
    const RowPolicy policies[] = {row_policy("own_rows")};
    sample.table.policies = policies;
    found = findings_of(rule, sample.table, on);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(!found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_partition_is_its_parents_and_a_foreign_table_has_none) {
    Sample sample{column("user_id", "text")};
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample.table, on).empty());
    sample.table.is_partition = false;
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample.table, on).empty());
    sample.table.kind = ObjectKind::PartitionedTable;
    BOOST_TEST(findings_of(rule, sample.table, on).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_columns_are_those_of_user_id_text_or_its_own) {
    const Sample sample{column("customer", "text")};
    const House followed{{.rule = rule, .severity = "warn", .timing = "statement"},
                         {.rule = "user_id_text", .params = R"({"columns": ["customer"]})"}};
    BOOST_TEST(findings_of(rule, sample.table, followed).size() == 1U);
    const House own{
        {.rule = rule, .severity = "warn", .timing = "statement", .params = R"({"columns": ["customer"]})"}};
    BOOST_TEST(findings_of(rule, sample.table, own).size() == 1U);
    BOOST_TEST(findings_of(rule, sample.table, on).empty());
}

BOOST_AUTO_TEST_CASE(a_house_says_for_which_roles_it_matters) {
    const House house{{.rule = rule, .severity = "warn", .timing = "statement", .params = R"({"roles": ["anon"]})"}};
    Sample sample{column("user_id", "text")};
    BOOST_TEST(findings_of(rule, sample.table, house).empty());
    const std::string_view members[] = {"writer", "anon"};
    Grant grant{.role = "readers"};
    sample.table.grants = {&grant, 1};
    BOOST_TEST(findings_of(rule, sample.table, house).empty());
    grant.members = members;
    BOOST_TEST(findings_of(rule, sample.table, house).size() == 1U);
    grant = {.role = "public"};
    BOOST_TEST(findings_of(rule, sample.table, house).size() == 1U);
    grant = {.role = "anon"};
    BOOST_TEST(findings_of(rule, sample.table, house).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

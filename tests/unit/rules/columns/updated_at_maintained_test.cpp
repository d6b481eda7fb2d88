#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(updated_at_maintained)

namespace {

constexpr std::string_view rule = "updated_at_maintained";

// CREATE TRIGGER ... BEFORE UPDATE ... FOR EACH ROW
Trigger keeping() {
    Trigger made;
    made.name = made.quoted_name = "keep";
    made.function = "public.moddatetime";
    made.is_before = made.is_row = made.on_update = true;
    return made;
}

std::vector<Finding> found_with(const Trigger& trigger) {
    static Sample sample{timestamp("updated_at")};
    static const House house{{.rule = rule, .severity = "error", .timing = "statement"}};
    sample.table.triggers = {&trigger, 1};
    return findings_of(rule, sample.table, house);
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off) {
    BOOST_TEST(findings_of(rule, Sample{timestamp("updated_at")}).empty());
}

BOOST_AUTO_TEST_CASE(its_trigger_has_a_name_of_its_own) {
    Trigger disabled = keeping();
    disabled.name = disabled.quoted_name = "keep_updated_at";
    disabled.is_enabled = false;
    const auto found = found_with(disabled);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(
        found[0].fix.ends_with("CREATE TRIGGER keep_updated_at_2 BEFORE UPDATE ON app.files FOR EACH ROW EXECUTE "
                               "FUNCTION app.keep_updated_at();"));
}

BOOST_AUTO_TEST_CASE(a_column_that_no_trigger_keeps_is_found) {
    const House house{{.rule = rule, .severity = "error", .timing = "statement"}};
    Sample sample{timestamp("created_at"), timestamp("updated_at")};
    sample.table.schema = "My App";
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column updated_at of table app.files is not maintained by a BEFORE UPDATE trigger");
    BOOST_TEST(found[0].value == "no trigger");
    BOOST_TEST(found[0].fix ==
               "CREATE OR REPLACE FUNCTION \"My App\".keep_updated_at() RETURNS trigger LANGUAGE plpgsql AS "
               "$$BEGIN NEW.updated_at := now(); RETURN NEW; END$$; "
               "CREATE TRIGGER keep_updated_at BEFORE UPDATE ON app.files FOR EACH ROW "
               "EXECUTE FUNCTION \"My App\".keep_updated_at();");
}

BOOST_AUTO_TEST_CASE(any_function_may_keep_it) {
    BOOST_TEST(found_with(keeping()).empty());
}

BOOST_AUTO_TEST_CASE(a_trigger_that_can_not_set_it_keeps_nothing) {
    Trigger after = keeping();
    after.is_before = false;
    BOOST_TEST(found_with(after).size() == 1U);
    Trigger statement = keeping();
    statement.is_row = false;
    BOOST_TEST(found_with(statement).size() == 1U);
    Trigger insert = keeping();
    insert.on_update = false;
    BOOST_TEST(found_with(insert).size() == 1U);
    Trigger disabled = keeping();
    disabled.is_enabled = false;
    BOOST_TEST(found_with(disabled).size() == 1U);
    Trigger system = keeping();
    system.function = "pg_catalog.suppress_redundant_updates_trigger";
    BOOST_TEST(found_with(system).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_table_without_the_column_has_nothing_to_keep) {
    const House house{{.rule = rule, .severity = "error", .timing = "statement"}};
    const Sample sample{timestamp("created_at")};
    BOOST_TEST(findings_of(rule, sample.table, house).empty());
}

BOOST_AUTO_TEST_CASE(the_column_is_a_parameter) {
    const House house{{.rule = rule, .severity = "error", .timing = "statement", .params = R"({"column": "Changed"})"}};
    Sample sample{timestamp("updated_at"), timestamp("Changed")};
    sample.columns[1].quoted_name = "\"Changed\"";
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix ==
               "CREATE OR REPLACE FUNCTION app.\"keep_Changed\"() RETURNS trigger LANGUAGE plpgsql AS "
               "$$BEGIN NEW.\"Changed\" := now(); RETURN NEW; END$$; "
               "CREATE TRIGGER \"keep_Changed\" BEFORE UPDATE ON app.files FOR EACH ROW "
               "EXECUTE FUNCTION app.\"keep_Changed\"();");
}

BOOST_AUTO_TEST_SUITE_END()

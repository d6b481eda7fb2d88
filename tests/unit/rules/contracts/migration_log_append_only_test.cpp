#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(migration_log_append_only)

namespace {

constexpr auto rule = "migration_log_append_only";

Trigger keeping_rows() {
    Trigger made;
    made.name = made.quoted_name = "append_only_rows";
    made.function = "mana_guard.append_only";
    made.is_before = made.is_row = made.on_update = made.on_delete = true;
    return made;
}

Trigger keeping_table() {
    Trigger made;
    made.name = made.quoted_name = "append_only_table";
    made.function = "mana_guard.append_only";
    made.is_before = made.on_truncate = true;
    return made;
}

std::vector<Finding> found_with(std::vector<Trigger> triggers, std::string_view schema = "drizzle",
                                std::string_view params = "{}") {
    Sample sample{column("id", "integer")};
    sample.table.schema = schema;
    sample.table.name = "__drizzle_migrations";
    sample.table.identity = "drizzle.__drizzle_migrations";
    sample.table.triggers = triggers;
    const House house{{.rule = rule, .severity = "warn", .params = params}};
    std::vector<Finding> found = inspect(Change{.moment = Moment::Audit, .tables = {&sample.table, 1}}, house).findings;
    std::erase_if(found, [](const Finding& finding) { return finding.rule->name != rule; });
    return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_log_without_triggers_is_found) {
    const auto found = found_with({});
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "rows of table drizzle.__drizzle_migrations, a migration tool's log, can be changed or deleted");
    BOOST_TEST(found[0].fix ==
               "CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON drizzle.__drizzle_migrations\n"
               "    FOR EACH ROW EXECUTE FUNCTION mana_guard.append_only();\n"
               "CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON drizzle.__drizzle_migrations\n"
               "    FOR EACH STATEMENT EXECUTE FUNCTION mana_guard.append_only();");
}

BOOST_AUTO_TEST_CASE(both_triggers_keep_it) {
    BOOST_TEST(found_with({keeping_rows(), keeping_table()}).empty());
    BOOST_TEST(found_with({keeping_rows()}).size() == 1U);
    BOOST_TEST(found_with({keeping_table()}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(half_a_trigger_does_not) {
    Trigger rows = keeping_rows();
    rows.is_enabled = false;
    BOOST_TEST(found_with({rows, keeping_table()}).size() == 1U);
    rows = keeping_rows();
    rows.is_partial = true;
    BOOST_TEST(found_with({rows, keeping_table()}).size() == 1U);
    rows = keeping_rows();
    rows.on_delete = false;
    BOOST_TEST(found_with({rows, keeping_table()}).size() == 1U);
    rows = keeping_rows();
    rows.function = "app.append_only";
    BOOST_TEST(found_with({rows, keeping_table()}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(other_tables_are_nobodys_log) {
    BOOST_TEST(found_with({}, "app").empty());
    BOOST_TEST(found_with({}, "app", R"({"tables": ["app.__drizzle*"]})").size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_reserved_word)

namespace {

constexpr std::string_view rule = "no_reserved_word";

// The fix of a column of that name and type.
std::string fix_of(std::string_view name, std::string_view type) {
    const auto found = findings_of(rule, Sample{column(name, type)});
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found[0].fix;
}

}  // namespace

BOOST_AUTO_TEST_CASE(other_key_words_pass) {
    const Sample sample{column("name", "text"), column("value", "text"),  column("type", "text"),
                        column("key", "text"),  column("values", "text"), column("position", "integer"),
                        column("users", "text")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_table_is_found_with_its_plural) {
    Sample sample{};
    sample.table.name = "user";
    sample.table.identity = R"(app."user")";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == R"(name of table app."user" is a reserved word)");
    BOOST_TEST(found[0].value == "user");
    BOOST_TEST(found[0].fix == R"(ALTER TABLE app."user" RENAME TO users;)");
    BOOST_TEST(found[0].caution.starts_with("MG704"));
    for (const std::string_view name : {"references", "select", "left"}) {
        sample.table.name = name;
        BOOST_TEST(findings_of(rule, sample).at(0).fix.empty(), name);
    }
}

// Categories R and T of PostgreSQL's manual, "SQL Key Words".
BOOST_AUTO_TEST_CASE(words_for_types_and_functions_count) {
    const Sample sample{column("left", "text"), column("order", "text"), column("authorization", "text")};
    BOOST_TEST(findings_of(rule, sample).size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_column_is_found_with_a_name_by_its_type) {
    Sample sample{column("default", "boolean")};
    sample.columns[0].quoted_name = R"("default")";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == R"(name of column "default" of table app.files is a reserved word)");
    BOOST_TEST(found[0].fix == R"(ALTER TABLE app.files RENAME COLUMN "default" TO is_default;)");
    BOOST_TEST(found[0].caution.starts_with("MG703"));
    BOOST_TEST(fix_of("end", "timestamp with time zone") == "ALTER TABLE app.files RENAME COLUMN end TO end_at;");
    BOOST_TEST(fix_of("end", "date") == "ALTER TABLE app.files RENAME COLUMN end TO end_date;");
    BOOST_TEST(fix_of("order", "integer") == "ALTER TABLE app.files RENAME COLUMN order TO sort_order;");
    BOOST_TEST(fix_of("limit", "integer") == "ALTER TABLE app.files RENAME COLUMN limit TO limit_value;");
    Sample key{column("user", "text")};
    key.refer(0, "auth.users");
    BOOST_TEST(findings_of(rule, key).at(0).fix == "ALTER TABLE app.files RENAME COLUMN user TO user_id;");
}

BOOST_AUTO_TEST_CASE(a_partitions_own_name_is_judged_its_columns_are_not) {
    Sample sample{column("order", "integer")};
    sample.columns[0].inherited = true;
    sample.table.is_partition = true;
    sample.table.name = "default";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].column == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()

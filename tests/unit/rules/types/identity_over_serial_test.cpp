#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(identity_over_serial)

namespace {

constexpr std::string_view rule = "identity_over_serial";

Column serial(std::string_view name) {
    Column made = column(name, "bigint");
    made.default_kind = DefaultKind::Sequence;
    made.default_value = "app.\"{seq}\"";
    made.owns_sequence = true;
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(identities_and_plain_numbers_pass) {
    Sample sample{column("id", "bigint"), column("number", "integer")};
    sample.columns[0].default_kind = DefaultKind::Generated;
    sample.columns[0].identity = Identity::Always;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_serial_is_found_with_the_script_that_goes_on_where_it_stands) {
    const Sample sample{serial("id")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column id of table app.files is a serial instead of an identity column");
    BOOST_TEST(found[0].fix ==
               "DO $$\n"
               "DECLARE\n"
               "    state record;\n"
               "BEGIN\n"
               "    LOCK TABLE app.files IN ACCESS EXCLUSIVE MODE;\n"
               "    SELECT last_value, is_called INTO state FROM app.\"{seq}\";\n"
               "    ALTER TABLE app.files ALTER COLUMN id DROP DEFAULT;\n"
               "    DROP SEQUENCE app.\"{seq}\";\n"
               "    ALTER TABLE app.files ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;\n"
               "    PERFORM setval(pg_get_serial_sequence('app.files', 'id'), state.last_value, state.is_called);\n"
               "END\n"
               "$$;");
    BOOST_TEST(found[0].cure == "ALTER TABLE app.files ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;");
    BOOST_TEST(found[0].definition == "id bigint GENERATED ALWAYS AS IDENTITY");
    BOOST_TEST(found[0].value == "serial");
}

BOOST_AUTO_TEST_CASE(a_sequence_that_is_not_the_columns_own_passes) {
    Sample sample{serial("id")};
    sample.columns[0].owns_sequence = false;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(what_can_not_be_an_identity_passes) {
    Sample number{serial("id")};
    number.columns[0].type = type("numeric");
    BOOST_TEST(findings_of(rule, number).empty());
    Sample domain{serial("id")};
    domain.columns[0].type = Type{"app.number", "bigint", "bigint", {}};
    BOOST_TEST(findings_of(rule, domain).empty());
    Sample typed{serial("id")};
    typed.table.of_type = "app.file";
    BOOST_TEST(findings_of(rule, typed).empty());
    Sample partitioned{serial("id")};
    partitioned.table.kind = ObjectKind::PartitionedTable;
    BOOST_TEST(findings_of(rule, partitioned).empty());
    Sample child{serial("id")};
    child.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, child).empty());
}

BOOST_AUTO_TEST_CASE(a_nullable_column_can_not_become_one_at_once) {
    Sample sample{serial("id")};
    sample.columns[0].not_null = false;
    BOOST_TEST(findings_of(rule, sample).at(0).fix.empty());
}

BOOST_AUTO_TEST_SUITE_END()

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(fk_on_delete)

namespace {

constexpr std::string_view rule = "fk_on_delete";

// app.files with a foreign key to app.folders.
struct Child : Sample {
    Child() : Sample{column("id", "uuid"), column("folder_id", "uuid")} { refer(1, "app.folders"); }
};

const Policy& house() {
    static const House policy{{.rule = "fk_on_delete", .severity = "error"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_asked_for) {
    BOOST_TEST(findings_of(rule, Child()).empty());
}

BOOST_AUTO_TEST_CASE(every_other_action_passes) {
    Child sample;
    for (const std::string_view action : {"cascade", "set null", "set default", "restrict"}) {
        sample.foreign_keys[0].on_delete = action;
        BOOST_TEST(findings_of(rule, sample.table, house()).empty(), action);
    }
}

BOOST_AUTO_TEST_CASE(no_action_is_found_with_its_fix) {
    Child sample;
    sample.foreign_keys[0].on_update = "cascade";
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "foreign key files_fkey of table app.files has no ON DELETE action");
    BOOST_TEST(found[0].value == "no action");
    BOOST_TEST(found[0].fix ==
               "ALTER TABLE app.files DROP CONSTRAINT files_fkey, ADD CONSTRAINT files_fkey FOREIGN KEY (folder_id) "
               "REFERENCES app.folders (id) ON UPDATE CASCADE ON DELETE RESTRICT;");
    BOOST_TEST(found[0].cure ==
               "ALTER TABLE app.files ADD CONSTRAINT files_fkey FOREIGN KEY (folder_id) REFERENCES app.folders (id) ON "
               "UPDATE CASCADE ON DELETE RESTRICT;");
    BOOST_TEST(found[0].caution.starts_with("MG606"));
}

BOOST_AUTO_TEST_CASE(a_key_that_can_be_deferred_has_no_other_way) {
    Child sample;
    sample.foreign_keys[0].is_deferrable = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_CASE(an_inherited_key_is_the_parents) {
    Child sample;
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).size() == 1U);
    sample.foreign_keys[0].is_inherited = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_SUITE_END()

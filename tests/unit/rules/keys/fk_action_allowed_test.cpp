#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(fk_action_allowed)

namespace {

constexpr std::string_view rule = "fk_action_allowed";

// app.files with a foreign key to app.folders.
struct Child : Sample {
    Child() : Sample{column("id", "uuid"), column("folder_id", "uuid")} { refer(1, "app.folders"); }
};

const Policy& house() {
    static const House policy{{.rule = "fk_action_allowed", .severity = "error"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_asked_for) {
    Child sample;
    sample.foreign_keys[0].on_update = "cascade";
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(actions_on_the_list_pass) {
    Child sample;
    for (const std::string_view action : {"cascade", "set null", "restrict", "no action"}) {
        sample.foreign_keys[0].on_delete = action;
        BOOST_TEST(findings_of(rule, sample.table, house()).empty(), action);
    }
}

BOOST_AUTO_TEST_CASE(the_only_action_that_is_allowed_is_the_fix) {
    Child sample;
    sample.foreign_keys[0].on_delete = "set null";
    sample.foreign_keys[0].on_update = "cascade";
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "foreign key files_fkey of table app.files uses cascade on update; only no action is allowed");
    BOOST_TEST(found[0].part == "files_fkey");
    BOOST_TEST(found[0].value == "on update cascade");
    BOOST_TEST(found[0].fix ==
               "ALTER TABLE app.files DROP CONSTRAINT files_fkey, ADD CONSTRAINT files_fkey FOREIGN KEY (folder_id) "
               "REFERENCES app.folders (id) ON DELETE SET NULL;");
    BOOST_TEST(found[0].cure ==
               "ALTER TABLE app.files ADD CONSTRAINT files_fkey FOREIGN KEY (folder_id) REFERENCES app.folders (id) ON "
               "DELETE SET NULL;");
    BOOST_TEST(found[0].definition ==
               "CONSTRAINT files_fkey FOREIGN KEY (folder_id) REFERENCES app.folders (id) ON DELETE SET NULL");
    BOOST_TEST(found[0].caution.starts_with("MG606"));
}

BOOST_AUTO_TEST_CASE(all_else_of_the_key_stays) {
    Child sample;
    ForeignKey& key = sample.foreign_keys[0];
    const std::uint32_t set[] = {1};
    key.target_columns = sample.name_lists.emplace_back(std::vector<std::string_view>{"Id"});
    key.on_update = "cascade";
    key.on_delete = "set null";
    key.on_delete_columns = set;
    key.is_match_full = key.is_deferrable = key.is_initially_deferred = true;
    key.is_validated = false;
    BOOST_TEST(findings_of(rule, sample.table, house()).at(0).fix ==
               "ALTER TABLE app.files DROP CONSTRAINT files_fkey, ADD CONSTRAINT files_fkey FOREIGN KEY (folder_id) "
               "REFERENCES app.folders (\"Id\") MATCH FULL ON DELETE SET NULL (folder_id) DEFERRABLE INITIALLY "
               "DEFERRED NOT VALID;");
}

BOOST_AUTO_TEST_CASE(of_several_actions_the_author_chooses) {
    Child sample;
    sample.foreign_keys[0].on_delete = "set default";
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "foreign key files_fkey of table app.files uses set default on delete; only cascade, set null, "
               "restrict or no action is allowed");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(the_fix_of_either_fault_mends_both) {
    const House strict{{.rule = "fk_action_allowed", .severity = "error", .params = R"({"on_delete": ["restrict"]})"}};
    Child sample;
    sample.foreign_keys[0].on_delete = sample.foreign_keys[0].on_update = "cascade";
    const auto found = findings_of(rule, sample.table, strict);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].value != found[1].value);
    BOOST_TEST(found[0].fix == found[1].fix);
    BOOST_TEST(found[0].fix.ends_with("REFERENCES app.folders (id) ON DELETE RESTRICT;"));
}

BOOST_AUTO_TEST_CASE(what_may_not_suit_the_column_is_no_fix) {
    const House strict{{.rule = "fk_action_allowed", .severity = "error", .params = R"({"on_delete": ["set null"]})"}};
    BOOST_TEST(findings_of(rule, Child().table, strict).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(a_column_that_the_refused_command_added_comes_with_its_key) {
    Child sample;
    sample.columns[1].added = true;
    sample.foreign_keys[0].on_update = "cascade";
    BOOST_TEST(findings_of(rule, sample.table, house()).at(0).cure ==
               "ALTER TABLE app.files ADD COLUMN folder_id ..., ADD CONSTRAINT files_fkey FOREIGN KEY (folder_id) "
               "REFERENCES app.folders (id);");
}

BOOST_AUTO_TEST_CASE(an_inherited_key_is_the_parents) {
    Child sample;
    sample.foreign_keys[0].on_update = "cascade";
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).size() == 1U);
    sample.foreign_keys[0].is_inherited = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_SUITE_END()

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(constraint_validated)

namespace {

constexpr std::string_view rule = "constraint_validated";

struct Files : Sample {
    Files() : Sample{column("folder_id", "uuid")} {
        refer(0, "app.folders");
        check("files_check");
        index("idx_files_folder_id", {"folder_id"});
    }
};

Finding only(const Sample& sample) {
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found.front();
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_finished_passes) {
    BOOST_TEST(audited(rule, Files()).empty());
}

BOOST_AUTO_TEST_CASE(a_foreign_key_or_a_check_is_not_validated) {
    Files key;
    key.foreign_keys[0].is_validated = false;
    BOOST_TEST(only(key).message == "constraint files_fkey of table app.files is not validated");
    BOOST_TEST(only(key).fix == "ALTER TABLE app.files VALIDATE CONSTRAINT files_fkey;");
    key.foreign_keys[0].is_inherited = true;
    BOOST_TEST(audited(rule, key).empty());
    Files check;
    check.checks[0].is_validated = false;
    BOOST_TEST(only(check).message == "constraint files_check of table app.files is not validated");
    BOOST_TEST(only(check).fix == "ALTER TABLE app.files VALIDATE CONSTRAINT files_check;");
    check.checks[0].is_inherited = true;
    BOOST_TEST(audited(rule, check).empty());
}

BOOST_AUTO_TEST_CASE(an_index_is_not_valid) {
    Files sample;
    sample.indexes[0].is_valid = false;
    BOOST_TEST(only(sample).message == "index idx_files_folder_id of table app.files is not valid");
    BOOST_TEST(only(sample).fix == "REINDEX INDEX idx_files_folder_id;");
    BOOST_TEST(only(sample).caution.starts_with("MG603"));
    sample.table.is_partition = true;
    sample.indexes[0].is_inherited = true;
    BOOST_TEST(only(sample).fix == "REINDEX INDEX idx_files_folder_id;");
    sample.table.kind = ObjectKind::PartitionedTable;
    BOOST_TEST(only(sample).fix == "");
}

BOOST_AUTO_TEST_CASE(no_command_is_held_up_for_it) {
    Files sample;
    sample.indexes[0].is_valid = false;
    const House house{{.rule = rule, .severity = "error"}};
    BOOST_TEST(findings_of(rule, sample.table, house).empty());
    BOOST_TEST(audited(rule, sample.table, default_policy()).empty());
}

BOOST_AUTO_TEST_SUITE_END()

#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(attach_partition_checked)

namespace {

constexpr auto rule = "attach_partition_checked";

// Of app.files to app.all_files, or of another table where app.files is the default partition.
struct Attached : OfTable {
    explicit Attached(std::string_view attached = "app.files") : OfTable(CommandKind::AttachPartition) {
        command.checks_rows = true;
        command.definition = "size >= 10";
        command.value = "app.all_files";
        command.new_name = attached;
        command.keys = "FOR VALUES FROM (10) TO (MAXVALUE)";
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_that_will_be_read_is_found) {
    const Attached file;
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "table app.files is attached to app.all_files with a scan that blocks reads and writes");
    BOOST_TEST(found[0].cure ==
               "ALTER TABLE app.files ADD CONSTRAINT files_bounds CHECK (size >= 10) NOT VALID;\n"
               "-- then, after COMMIT:\n"
               "ALTER TABLE app.files VALIDATE CONSTRAINT files_bounds;\n"
               "ALTER TABLE app.all_files ATTACH PARTITION app.files FOR VALUES FROM (10) TO (MAXVALUE);\n"
               "ALTER TABLE app.files DROP CONSTRAINT files_bounds;");
}

BOOST_AUTO_TEST_CASE(so_is_the_default_partition) {
    const Attached file("app.new_files");
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "table app.files, the default partition, is scanned when app.new_files is attached, which blocks reads "
               "and writes");
    BOOST_TEST(found[0].cure.find("ATTACH PARTITION app.new_files") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_partition_that_leaves_is_found) {
    OfTable file(CommandKind::DetachPartition);
    file.command.value = "app.all_files";
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "table app.files is detached from app.all_files without CONCURRENTLY, which blocks reads and writes");
    BOOST_TEST(found[0].cure == "ALTER TABLE app.all_files DETACH PARTITION app.files CONCURRENTLY;");
    file.command.in_block = true;
    BOOST_TEST(findings_of(rule, file.command).at(0).cure ==
               "-- in a migration of its own, outside a transaction block:\n"
               "ALTER TABLE app.all_files DETACH PARTITION app.files CONCURRENTLY;");
}

BOOST_AUTO_TEST_CASE(beside_a_default_partition_there_is_no_other_way) {
    OfTable file(CommandKind::DetachPartition);
    file.command.can_be_concurrent = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_wait) {
    OfTable file(CommandKind::DetachPartition);
    file.command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
    Attached other;
    other.command.in_use = false;
    BOOST_TEST(findings_of(rule, other.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    const Attached file;
    BOOST_TEST(findings_of(rule, file.command, default_policy()).empty());
}

BOOST_AUTO_TEST_SUITE_END()

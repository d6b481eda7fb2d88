#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(constraint_not_valid)

namespace {

constexpr auto rule = "constraint_not_valid";

OfTable& checked(OfTable& table) {
    table.named("files_size_check").command.definition = "CHECK ((size >= 0))";
    table.command.checks_rows = true;
    return table;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_check_that_reads_the_rows_is_found) {
    OfTable file(CommandKind::AddCheck);
    const auto found = findings_of(rule, checked(file).command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].part == "files_size_check");
    BOOST_TEST(found[0].part_type == "constraint");
    BOOST_TEST(found[0].message ==
               "constraint files_size_check is added to table app.files with a scan that blocks writes");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure ==
               "ALTER TABLE app.files ADD CONSTRAINT files_size_check CHECK ((size >= 0)) NOT VALID;\n"
               "-- then, after COMMIT:\n"
               "ALTER TABLE app.files VALIDATE CONSTRAINT files_size_check;");
}

BOOST_AUTO_TEST_CASE(the_cure_names_the_constraint_as_the_policy_has_it) {
    const House house{{.rule = rule, .severity = "error"},
                      {.rule = "constraint_name",
                       .severity = "warn",
                       .params = R"({"foreign_keys": ["fk_{table}_{columns}_*"], "checks": ["check_{table}_*"]})"}};
    OfTable key(CommandKind::AddForeignKey);
    checked(key).named("files_folder_id_fkey").command.definition =
        "FOREIGN KEY (folder_id) REFERENCES app.folders (id)";
    BOOST_TEST(findings_of(rule, key.command, house).at(0).cure ==
               "ALTER TABLE app.files ADD CONSTRAINT fk_files_folder_id_folders FOREIGN KEY (folder_id) REFERENCES "
               "app.folders (id) NOT VALID;\n"
               "-- then, after COMMIT:\n"
               "ALTER TABLE app.files VALIDATE CONSTRAINT fk_files_folder_id_folders;");
    OfTable check(CommandKind::AddCheck);
    checked(check);
    BOOST_TEST(findings_of(rule, check.command, house).at(0).cure_name == "check_files_size_check");
    OfTable named(CommandKind::AddCheck);
    checked(named).named("check_files_size");
    BOOST_TEST(findings_of(rule, named.command, house).at(0).cure.find("CONSTRAINT check_files_size CHECK") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(so_is_a_foreign_key_unless_the_table_is_partitioned) {
    OfTable file(CommandKind::AddForeignKey);
    BOOST_TEST(findings_of(rule, checked(file).command).size() == 1U);
    OfTable parts(CommandKind::AddForeignKey, ObjectKind::PartitionedTable);
    BOOST_TEST(findings_of(rule, checked(parts).command).empty());
    OfTable also(CommandKind::AddCheck, ObjectKind::PartitionedTable);
    BOOST_TEST(findings_of(rule, checked(also).command).size() == 1U);
}

BOOST_AUTO_TEST_CASE(of_a_column_that_is_added_along_with_it_the_cure_is_in_words) {
    OfTable file(CommandKind::AddCheck);
    checked(file).command.definition = "";
    BOOST_TEST(findings_of(rule, file.command).at(0).cure ==
               "-- ADD COLUMN in a statement of its own, then ADD CONSTRAINT files_size_check ... NOT VALID,\n"
               "-- and after COMMIT VALIDATE CONSTRAINT files_size_check");
}

BOOST_AUTO_TEST_CASE(not_valid_passes) {
    OfTable file(CommandKind::AddCheck);
    checked(file).command.checks_rows = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(validating_under_the_lock_of_the_adding_is_found) {
    OfTable file(CommandKind::ValidateConstraint);
    file.named("files_size_check").command.definition = "CHECK ((size >= 0)) NOT VALID";
    file.command.of_same_transaction = true;
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "files_size_check");
    BOOST_TEST(found[0].message ==
               "constraint files_size_check of table app.files is validated in the transaction that added it, whose "
               "lock blocks writes");
    BOOST_TEST(found[0].cure ==
               "ALTER TABLE app.files ADD CONSTRAINT files_size_check CHECK ((size >= 0)) NOT VALID;\n"
               "-- then, after COMMIT:\n"
               "ALTER TABLE app.files VALIDATE CONSTRAINT files_size_check;");
}

BOOST_AUTO_TEST_CASE(so_is_validating_under_the_lock_of_another_change) {
    OfTable file(CommandKind::ValidateConstraint);
    file.named("files_size_check").command.stops_writes = true;
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "files_size_check");
    BOOST_TEST(found[0].message ==
               "constraint files_size_check of table app.files is validated while its transaction holds a lock that "
               "blocks writes");
    BOOST_TEST(found[0].cure ==
               "-- in a transaction of its own:\n"
               "ALTER TABLE app.files VALIDATE CONSTRAINT files_size_check;");
    file.command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(in_another_transaction_it_passes) {
    OfTable file(CommandKind::ValidateConstraint);
    file.named("files_size_check");
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_be_read) {
    OfTable file(CommandKind::AddCheck);
    checked(file).command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
    OfTable other(CommandKind::ValidateConstraint);
    other.named("files_size_check").command.of_same_transaction = true;
    other.command.in_use = false;
    BOOST_TEST(findings_of(rule, other.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()

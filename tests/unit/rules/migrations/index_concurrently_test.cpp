#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(index_concurrently)

namespace {

constexpr auto rule = "index_concurrently";

OfTable& defined(OfTable& table) {
    table.command.definition = "(name)";
    table.command.keys = "(name)";
    return table;
}

std::string cure_of(const OfTable& table) {
    const auto found = findings_of(rule, table.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found[0].cure;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_index_on_a_table_in_use_is_found) {
    OfTable file(CommandKind::CreateIndex);
    defined(file.named("idx_files_name"));
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].part == "idx_files_name");
    BOOST_TEST(found[0].part_type == "index");
    BOOST_TEST(found[0].message == "table app.files is in use; building this index blocks writes");
    BOOST_TEST(found[0].value == "(name)");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "CREATE INDEX CONCURRENTLY idx_files_name ON app.files (name);");
}

BOOST_AUTO_TEST_CASE(so_is_one_that_leaves_its_name_to_postgresql) {
    OfTable file(CommandKind::CreateIndex);
    BOOST_TEST(cure_of(defined(file)) == "CREATE INDEX CONCURRENTLY idx_files_name ON app.files (name);");
    BOOST_TEST(findings_of(rule, file.command).at(0).part == "");
}

BOOST_AUTO_TEST_CASE(its_better_name_is_one_that_is_free) {
    constexpr std::array<std::string_view, 2> taken = {"idx_files_name", "idx_files_name_2"};
    OfTable file(CommandKind::CreateIndex);
    defined(file.named("by_name")).command.taken_names = taken;
    BOOST_TEST(cure_of(file) == "CREATE INDEX CONCURRENTLY idx_files_name_3 ON app.files (name);");
    BOOST_TEST(findings_of(rule, file.command).at(0).cure_name == "idx_files_name_3");
    file.named("idx_files_name");
    BOOST_TEST(cure_of(file) == "CREATE INDEX CONCURRENTLY idx_files_name ON app.files (name);");
    BOOST_TEST(findings_of(rule, file.command).at(0).cure_name.empty());
}

BOOST_AUTO_TEST_CASE(a_unique_one_stays_unique) {
    OfTable file(CommandKind::CreateIndex);
    defined(file.named("idx_files_name")).command.is_unique = true;
    BOOST_TEST(cure_of(file) == "CREATE UNIQUE INDEX CONCURRENTLY idx_files_name ON app.files (name);");
}

BOOST_AUTO_TEST_CASE(it_is_named_as_the_house_names_them) {
    const House rails{
        {.rule = rule, .severity = "warn"},
        {.rule = "index_name", .severity = "warn", .params = R"({"patterns": ["index_{table}_on_{columns}"]})"}};
    OfTable file(CommandKind::CreateIndex);
    const auto cure = [&] { return findings_of(rule, file.command, rails).at(0).cure; };
    defined(file);
    BOOST_TEST(cure() == "CREATE INDEX CONCURRENTLY index_files_on_name ON app.files (name);");
    file.named("idx_files_name");
    BOOST_TEST(cure() == "CREATE INDEX CONCURRENTLY index_files_on_name ON app.files (name);");
    file.named("index_files_on_name");
    BOOST_TEST(cure() == "CREATE INDEX CONCURRENTLY index_files_on_name ON app.files (name);");
    file.named("files_lower");
    file.command.definition = "(lower(name))";
    BOOST_TEST(cure() == "CREATE INDEX CONCURRENTLY files_lower ON app.files (lower(name));");
}

BOOST_AUTO_TEST_CASE(names_may_have_braces) {
    OfTable file(CommandKind::CreateIndex);
    defined(file.named("\"{part}\"")).command.definition = "((name || '{}'::text))";
    file.command.name = "{part}";
    BOOST_TEST(cure_of(file) == "CREATE INDEX CONCURRENTLY \"idx_{part}\" ON app.files ((name || '{}'::text));");
}

BOOST_AUTO_TEST_CASE(in_a_block_it_says_that_it_must_go_out_of_it) {
    OfTable file(CommandKind::CreateIndex);
    defined(file.named("idx_files_name")).command.in_block = true;
    BOOST_TEST(cure_of(file) ==
               "-- in a migration of its own, outside a transaction block:\n"
               "CREATE INDEX CONCURRENTLY idx_files_name ON app.files (name);");
}

BOOST_AUTO_TEST_CASE(where_it_can_t_be_concurrent_the_partitions_are_done_one_by_one) {
    OfTable parts(CommandKind::CreateIndex, ObjectKind::PartitionedTable);
    defined(parts.named("idx_files_name")).command.can_be_concurrent = false;
    BOOST_TEST(cure_of(parts) ==
               "CREATE INDEX idx_files_name ON ONLY app.files (name);\n"
               "-- then for each partition CREATE INDEX CONCURRENTLY on it, and ALTER INDEX ... ATTACH PARTITION");
    parts.command.is_unique = true;
    BOOST_TEST(
        cure_of(parts) ==
        "CREATE UNIQUE INDEX idx_files_name ON ONLY app.files (name);\n"
        "-- then for each partition CREATE UNIQUE INDEX CONCURRENTLY on it, and ALTER INDEX ... ATTACH PARTITION");
}

BOOST_AUTO_TEST_CASE(materialized_views_are_read_while_it_is_built) {
    const OfTable view(CommandKind::CreateIndex, ObjectKind::MaterializedView);
    BOOST_TEST(findings_of(rule, view.command).at(0).message ==
               "materialized view app.files is in use; building this index blocks writes");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_wait) {
    OfTable file(CommandKind::CreateIndex);
    file.command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(min_size_bytes_leaves_smaller_tables_alone) {
    const House at({{.rule = rule, .severity = "warn", .params = "{\"min_size_bytes\": 81920}"}});
    const House above({{.rule = rule, .severity = "warn", .params = "{\"min_size_bytes\": 81921}"}});
    const OfTable file(CommandKind::CreateIndex);
    BOOST_TEST(findings_of(rule, file.command, at).size() == 1U);
    BOOST_TEST(findings_of(rule, file.command, above).empty());
}

BOOST_AUTO_TEST_CASE(it_is_asked_about_no_other_command) {
    BOOST_TEST(findings_of(rule, OfTable(CommandKind::DropIndex).named("idx_files_name").command).empty());
}

BOOST_AUTO_TEST_SUITE_END()

#include "report/cure.hpp"

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(report_cure)

namespace {

using Lines = std::vector<std::string>;

Lines cures_of(const Sample& sample) {
    Change change = statement(sample);
    change.details_are_known = true;
    return cures(inspect(change, default_policy()).findings);
}

// A relation that the command makes, whose only fault is its user_id.
struct Created : Sample {
    explicit Created(std::string_view type = "uuid")
        : Sample{timestamp("created_at"), timestamp("updated_at"), column("user_id", type)} {
        table.created = true;
    }
};

void is_cured_by(const Sample& sample, const Lines& expected) {
    const Lines lines = cures_of(sample);
    BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

}  // namespace

namespace {

// Of findings that have these cures.
Lines combined(std::initializer_list<std::string_view> all) {
    const Setting setting;
    std::vector<Finding> findings(all.size());
    auto cure = all.begin();
    for (Finding& finding : findings) {
        finding.setting = &setting;
        finding.told = Severity::Warn;
        finding.cure = *cure++;
    }
    return cures(findings);
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_precedes_the_statement_comes_first) {
    constexpr std::string_view adds = "ALTER TABLE app.files ADD COLUMN size bigint;";
    constexpr std::string_view waits =
        "SET lock_timeout = '5000ms';\n-- then this statement; if it times out, try again";
    constexpr std::string_view begins = "COMMIT;\nBEGIN;\n-- then this statement";
    constexpr std::string_view locks =
        "SELECT pg_try_advisory_lock(1);\n-- then this statement, and SELECT pg_advisory_unlock(1)";
    constexpr std::string_view set = "SET lock_timeout = '5000ms';";
    const auto is = [](const Lines& lines, std::initializer_list<std::string_view> expected) {
        BOOST_TEST(lines == Lines(expected.begin(), expected.end()), boost::test_tools::per_element());
    };
    is(combined({adds, waits}), {set, adds});
    is(combined({waits, waits}), {set, "-- then this statement; if it times out, try again"});
    is(combined({waits, begins}), {"COMMIT;\nBEGIN;", set, "-- then this statement; if it times out, try again"});
    is(combined({locks, waits}),
       {"SELECT pg_try_advisory_lock(1);", set,
        "-- then this statement; if it times out, try again, and SELECT pg_advisory_unlock(1)"});
    is(combined({adds, locks}), {"SELECT pg_try_advisory_lock(1);", adds, "-- then SELECT pg_advisory_unlock(1)"});
    is(combined({"-- in a migration of its own, outside a transaction block:\nCREATE INDEX CONCURRENTLY i ON t (a);",
                 waits, begins}),
       {"-- in a migration of its own, outside a transaction block:", set, "CREATE INDEX CONCURRENTLY i ON t (a);"});
}

BOOST_AUTO_TEST_CASE(nothing_wrong_needs_no_cure) {
    is_cured_by(Created("text"), {});
    BOOST_TEST(cures({}).empty());
}

BOOST_AUTO_TEST_CASE(a_new_table_is_created_with_what_is_to_be_different) {
    is_cured_by(Created(), {"CREATE TABLE app.files (\n    ...,\n    user_id text NOT NULL\n);"});
}

BOOST_AUTO_TEST_CASE(all_findings_of_a_table_share_one_statement) {
    Sample sample{column("user_id", "uuid"), column("created_at", "date")};
    sample.table.created = true;
    sample.table.schema = "public";
    sample.table.identity = "public.files";
    is_cured_by(sample, {"CREATE TABLE your_service.files (\n    ...,\n    user_id text NOT NULL,\n"
                         "    updated_at timestamptz NOT NULL DEFAULT now(),\n"
                         "    created_at timestamptz NOT NULL DEFAULT now()\n);"});
}

BOOST_AUTO_TEST_CASE(a_new_table_elsewhere_keeps_its_columns) {
    Created sample("text");
    sample.table.schema = "public";
    is_cured_by(sample, {"CREATE TABLE your_service.files (...);"});
}

BOOST_AUTO_TEST_CASE(a_table_is_made_under_a_name_that_passes) {
    Created sample("text");
    sample.table.schema = "public";
    sample.table.name = "My Files";
    sample.table.quoted_name = "\"My Files\"";
    is_cured_by(sample, {"CREATE TABLE your_service.my_files (...);"});
}

BOOST_AUTO_TEST_CASE(other_kinds_have_their_own_words) {
    Created foreign;
    foreign.table.kind = ObjectKind::ForeignTable;
    is_cured_by(foreign, {"CREATE FOREIGN TABLE app.files (\n    ...,\n    user_id text NOT NULL\n);"});
    const House house{{.rule = "MG101", .params = R"({"kinds": ["*"]})"}};
    for (const auto& [kind, words] : {std::pair{ObjectKind::View, "CREATE VIEW"},
                                      std::pair{ObjectKind::MaterializedView, "CREATE MATERIALIZED VIEW"},
                                      std::pair{ObjectKind::Sequence, "CREATE SEQUENCE"}}) {
        Created sample;
        sample.table.schema = "public";
        sample.table.kind = kind;
        const Lines lines = cures(inspect(statement(sample), house).findings);
        BOOST_REQUIRE_EQUAL(lines.size(), 1U);
        BOOST_TEST(lines[0] == std::string(words) + " your_service.files ...;");
    }
}

BOOST_AUTO_TEST_CASE(a_partition_and_a_typed_table_are_created_as_such) {
    Created partition;
    partition.table.schema = "public";
    partition.table.is_partition = true;
    is_cured_by(partition, {"CREATE TABLE your_service.files PARTITION OF ...;"});
    Created typed("text");
    typed.table.schema = "public";
    typed.table.of_type = "app.file";
    is_cured_by(typed, {"CREATE TABLE your_service.files OF app.file (...);"});
}

BOOST_AUTO_TEST_CASE(a_table_from_a_query_is_filled_afterwards) {
    Created sample;
    sample.table.from_query = true;
    is_cured_by(sample, {"CREATE TABLE app.files (\n    ...,\n    user_id text NOT NULL\n);\n"
                         "INSERT INTO app.files (created_at, updated_at, user_id) SELECT ...;"});
}

BOOST_AUTO_TEST_CASE(what_a_new_table_lacks_at_commit_may_follow_it) {
    const Created sample("text");
    Change change = statement(sample);
    change.moment = Moment::Commit;
    const Lines expected = {"CREATE TABLE app.files (\n    ...,\n    id uuid PRIMARY KEY DEFAULT gen_random_uuid()\n);",
                            "CREATE INDEX idx_files_user_id ON app.files (user_id);"};
    const Lines lines = cures(inspect(change, default_policy()).findings);
    BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_table_that_stood_before_is_mended) {
    Created sample;
    sample.table.created = false;
    is_cured_by(sample, {"ALTER TABLE app.files ALTER COLUMN user_id TYPE text;"});
}

BOOST_AUTO_TEST_CASE(a_column_that_was_refused_is_added_as_it_should_be) {
    Column added = column("created_at", "date");
    added.added = true;
    const Sample sample{added, timestamp("updated_at")};
    is_cured_by(sample, {"ALTER TABLE app.files ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();"});
}

BOOST_AUTO_TEST_CASE(a_column_that_two_rules_would_have_otherwise_is_defined_once) {
    Column serial = column("number", "integer");
    serial.default_kind = DefaultKind::Sequence;
    serial.default_value = "app.files_number_seq";
    serial.owns_sequence = serial.added = true;
    Sample sample{serial, timestamp("created_at"), timestamp("updated_at")};
    BOOST_REQUIRE_EQUAL(inspect(statement(sample), default_policy()).findings.size(), 2U);
    is_cured_by(sample, {"ALTER TABLE app.files ADD COLUMN number bigint GENERATED BY DEFAULT AS IDENTITY;"});
    sample.table.created = true;
    is_cured_by(sample, {"CREATE TABLE app.files (\n    ...,\n    number bigint GENERATED BY DEFAULT AS IDENTITY\n);"});
}

BOOST_AUTO_TEST_CASE(a_column_under_a_better_name_has_the_shape_that_goes_with_it) {
    Sample created{timestamp("created_at"), timestamp("updated_at"), column("userId", "uuid"),
                   column("deleted", "boolean")};
    created.columns[3].not_null = false;
    created.table.created = true;
    created.table.schema = "public";
    created.table.identity = "public.files";
    is_cured_by(created, {"CREATE TABLE your_service.files (\n    ...,\n"
                          "    is_deleted boolean NOT NULL DEFAULT false,\n    user_id text NOT NULL,\n"
                          "    deleted_at timestamptz\n);"});
    Sample added{timestamp("created_at"), timestamp("updated_at"), column("userId", "uuid")};
    added.columns[2].not_null = false;
    added.columns[2].added = true;
    is_cured_by(added, {"ALTER TABLE app.files ADD COLUMN user_id text;"});
}

BOOST_AUTO_TEST_CASE(a_refused_rename_is_mended_under_the_old_names) {
    Created sample;
    sample.table.created = false;
    sample.table.identity_before = "app.old_files";
    sample.columns[2].quoted_name_before = "\"User\"";
    is_cured_by(sample, {"ALTER TABLE app.old_files ALTER COLUMN \"User\" TYPE text;"});
}

BOOST_AUTO_TEST_CASE(each_table_of_a_command_has_its_own) {
    const Created one;
    Created other;
    other.table.identity = "app.others";
    const Table tables[] = {one.table, other.table};
    const Lines expected = {"CREATE TABLE app.files (\n    ...,\n    user_id text NOT NULL\n);",
                            "CREATE TABLE app.others (\n    ...,\n    user_id text NOT NULL\n);"};
    const Lines lines = cures(inspect(statement(tables), default_policy()).findings);
    BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

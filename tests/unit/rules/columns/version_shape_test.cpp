#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(version_shape)

namespace {

constexpr std::string_view rule = "version_shape";

// version integer NOT NULL DEFAULT 1.
Column version(std::string_view of = "integer") {
    Column made = column("version", of);
    made.default_kind = DefaultKind::Constant;
    made.default_value = "1";
    return made;
}

// version integer
Column bare_version() {
    Column made = column("version", "integer");
    made.not_null = false;
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_shape_passes_and_other_columns_are_not_asked) {
    for (const std::string_view number : {"smallint", "integer", "bigint"}) {
        const Sample sample{version(number), column("file_version", "integer"), column("version_id", "integer")};
        BOOST_TEST(findings_of(rule, sample).empty(), number);
    }
}

BOOST_AUTO_TEST_CASE(a_nullable_one_is_filled_and_closed) {
    Sample sample{version()};
    sample.columns[0].not_null = false;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column version of table app.files is nullable");
    BOOST_TEST(found[0].value == "nullable");
    BOOST_TEST(found[0].definition == "version integer NOT NULL DEFAULT 1");
    BOOST_TEST(found[0].fix ==
               "UPDATE app.files SET version = 1 WHERE version IS NULL; "
               "ALTER TABLE app.files ALTER COLUMN version SET NOT NULL;");
}

BOOST_AUTO_TEST_CASE(it_starts_with_one) {
    Sample sample{version()};
    sample.columns[0].default_value = "0";
    auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column version of table app.files has a default other than 1");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN version SET DEFAULT 1;");
    sample.columns[0].default_kind = DefaultKind::None;
    found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column version of table app.files has no DEFAULT 1");
    sample.columns[0].default_kind = DefaultKind::Sequence;
    BOOST_TEST(findings_of(rule, sample).at(0).value == "other default");
}

BOOST_AUTO_TEST_CASE(each_fault_is_a_finding) {
    BOOST_TEST(findings_of(rule, Sample{bare_version()}).size() == 2U);
}

BOOST_AUTO_TEST_CASE(current_version_too_and_a_domain_in_its_own_name) {
    Column domain = column("current_version", Type{"app.counter", "bigint", "bigint", "int8"});
    const auto found = findings_of(rule, Sample{domain});
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].definition == "current_version app.counter NOT NULL DEFAULT 1");
}

// fmt takes no part of a type's name for a placeholder.
BOOST_AUTO_TEST_CASE(a_domain_may_have_any_name) {
    Column domain = column("version", Type{"app.\"{x}\"", "bigint", "bigint", "int8"});
    BOOST_TEST(findings_of(rule, Sample{domain}).at(0).definition == "version app.\"{x}\" NOT NULL DEFAULT 1");
}

BOOST_AUTO_TEST_CASE(what_is_no_integer_counts_nothing) {
    const Sample text{column("version", "text")};
    BOOST_TEST(findings_of(rule, text).empty());
    const Sample array{column("version", Type{"integer[]", "integer[]", "integer", "int4"})};
    BOOST_TEST(findings_of(rule, array).empty());
}

BOOST_AUTO_TEST_CASE(what_is_generated_is_no_counter) {
    Sample sample{bare_version()};
    sample.columns[0].default_kind = DefaultKind::Generated;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(what_is_in_a_key_is_no_counter) {
    Sample primary{column("file_id", "uuid"), bare_version()};
    primary.primary_key({"file_id", "version"});
    BOOST_TEST(findings_of(rule, primary).empty());
    Sample unique{column("file_id", "uuid"), bare_version()};
    unique.index("uq_files_file_id_version", {"file_id", "version"}).is_unique = true;
    unique.table.indexes = unique.indexes;
    BOOST_TEST(findings_of(rule, unique).empty());
    Sample exclusion{bare_version()};
    exclusion.index("files_version_excl", {"version"}).is_exclusion = true;
    exclusion.table.indexes = exclusion.indexes;
    BOOST_TEST(findings_of(rule, exclusion).empty());
    Sample foreign{bare_version()};
    foreign.refer(0, "app.versions");
    BOOST_TEST(findings_of(rule, foreign).empty());
}

BOOST_AUTO_TEST_CASE(another_columns_key_and_a_plain_index_clear_nothing) {
    Sample sample{column("id", "uuid"), bare_version()};
    sample.primary_key({"id"});
    sample.index("idx_files_version", {"version"});
    BOOST_TEST(findings_of(rule, sample).size() == 2U);
}

BOOST_AUTO_TEST_CASE(what_is_inherited_is_the_parents_matter) {
    Sample sample{bare_version()};
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(its_columns_are_a_parameter) {
    Column revision = bare_version();
    revision.name = revision.quoted_name = "revision";
    const Sample sample{revision, bare_version()};
    const House house{{.rule = rule, .params = R"({"columns": ["rev*"]})"}};
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    for (const Finding& finding : found) BOOST_TEST(finding.column->name == "revision");
}

BOOST_AUTO_TEST_SUITE_END()

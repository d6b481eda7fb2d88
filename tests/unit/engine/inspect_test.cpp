#include "engine/inspect.hpp"

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(engine_inspect)

namespace {

// "MG201 user_id" and its like, in the order of the findings.
std::vector<std::string> told(const Change& change, const Policy& policy = default_policy()) {
    std::vector<std::string> lines;
    for (const Finding& finding : inspect(change, policy).findings) {
        const std::string_view where = finding.column == nullptr ? finding.table->name : finding.column->name;
        lines.push_back(fmt::format("{} {}", finding.rule->code, where));
    }
    return lines;
}
std::vector<std::string> told(const Sample& sample, const Policy& policy = default_policy()) {
    return told(statement(sample), policy);
}

using Lines = std::vector<std::string>;

// A table that breaks no rule but by these columns.
struct Clean : Sample {
    Clean(Column one, Column other) : Sample{timestamp("created_at"), timestamp("updated_at"), one, other} {}
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_clean_table_has_no_findings) {
    BOOST_TEST(told(Clean{column("id", "uuid"), column("user_id", "text")}) == Lines{},
               boost::test_tools::per_element());
    BOOST_TEST(inspect({}, default_policy()).findings.empty());
}

BOOST_AUTO_TEST_CASE(findings_point_at_what_they_speak_of) {
    const Clean sample{column("id", "uuid"), column("user_id", "uuid")};
    const auto found = inspect(statement(sample), default_policy()).findings;
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].rule == rule_named("MG201"));
    BOOST_TEST(found[0].table == &sample.table);
    BOOST_TEST(found[0].column == &sample.columns[3]);
    BOOST_TEST((found[0].setting->severity == Severity::Error));
}

BOOST_AUTO_TEST_CASE(the_strictest_come_first_then_by_code_then_as_the_objects_came) {
    const Sample first{column("owner_id", "uuid"), column("user_id", "uuid")};
    Sample second{column("user_id", "uuid")};
    second.table.name = "logs";
    const Table tables[] = {first.table, second.table};
    const House house{
        {.rule = "MG301", .object_pattern = "files", .severity = "log"},
        {.rule = "MG301", .object_pattern = "logs", .severity = "off"},
    };
    const Lines expected = {"MG201 user_id", "MG201 user_id", "MG202 owner_id", "MG301 files", "MG301 files"};
    BOOST_TEST(told(statement(tables), house) == expected, boost::test_tools::per_element());
    const auto found = inspect(statement(tables), house).findings;
    BOOST_REQUIRE_EQUAL(found.size(), 5U);
    BOOST_TEST(found[0].table == &tables[0]);
    BOOST_TEST(found[1].table == &tables[1]);
}

BOOST_AUTO_TEST_CASE(a_code_does_not_come_before_a_stricter_one) {
    const House house{{.rule = "MG101", .severity = "log"}};
    Clean sample{column("id", "uuid"), column("user_id", "uuid")};
    sample.table.schema = "public";
    const Lines expected = {"MG201 user_id", "MG101 files"};
    BOOST_TEST(told(sample, house) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_more_exact_rule_silences_the_other_on_the_same_column) {
    // Both rules are asked of owner_id, MG202 alone of written_by.
    const House house{{.rule = "MG201", .params = R"({"columns": ["owner_id"]})"}};
    const Clean sample{column("owner_id", "uuid"), column("written_by", "uuid")};
    const Lines expected = {"MG201 owner_id", "MG202 written_by"};
    BOOST_TEST(told(sample, house) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_constraint_speaks_for_the_column_that_it_begins_with) {
    const House house{{.rule = "MG503", .timing = "statement"},
                      {.rule = "MG504", .timing = "statement"},
                      {.rule = "MG211", .severity = "off"}};
    Clean sample{column("folder_id", "uuid"), column("user_id", "text")};
    const Lines both = {"MG503 files", "MG504 user_id"};
    sample.refer({2, 3}, "app.folders");
    BOOST_TEST(told(sample, house) == both, boost::test_tools::per_element());
    sample.foreign_keys.clear();
    sample.refer({3, 2}, "app.folders");
    BOOST_TEST(told(sample, house) == Lines{"MG503 files"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_milder_silences_nothing) {
    const House house{{.rule = "MG201", .severity = "log", .params = R"({"columns": ["owner_id"]})"}};
    const Clean sample{column("owner_id", "uuid"), column("written_by", "text")};
    const Lines expected = {"MG202 owner_id", "MG201 owner_id"};
    BOOST_TEST(told(sample, house) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_rule_that_is_off_silences_none) {
    const House house{
        {.rule = "MG201", .severity = "off", .params = R"({"columns": ["owner_id"]})"},
    };
    const Clean sample{column("id", "uuid"), column("owner_id", "uuid")};
    BOOST_TEST(told(sample, house) == Lines{"MG202 owner_id"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_finding_on_another_table_silences_none) {
    const House house{
        {.rule = "MG201", .params = R"({"columns": ["owner_id"]})"},
        {.rule = "MG201", .object_pattern = "logs", .severity = "off"},
    };
    const Clean files{column("id", "uuid"), column("owner_id", "uuid")};
    Clean logs{column("id", "uuid"), column("owner_id", "uuid")};
    logs.table.name = "logs";
    const Table tables[] = {files.table, logs.table};
    const Lines expected = {"MG201 owner_id", "MG202 owner_id"};
    BOOST_TEST(told(statement(tables), house) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_rule_is_asked_when_the_command_touched_what_it_reads) {
    Sample sample{column("user_id", "uuid")};
    sample.table.schema = "public";
    const auto with = [&sample](Facts facts) {
        sample.table.touched = facts;
        return told(sample);
    };
    const Lines columns = {"MG201 user_id", "MG301 files", "MG301 files"};
    BOOST_TEST(with(Fact::Placement) == Lines{"MG101 files"}, boost::test_tools::per_element());
    BOOST_TEST(with(Fact::Columns) == columns, boost::test_tools::per_element());
    BOOST_TEST(with(Fact::Constraints) == Lines{"MG201 user_id"}, boost::test_tools::per_element());
    BOOST_TEST(with(Fact::Indexes) == Lines{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_rule_is_asked_of_its_kinds) {
    Sample sample{column("user_id", "uuid")};
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(told(sample) == Lines{"MG201 user_id"}, boost::test_tools::per_element());
    sample.table.kind = ObjectKind::View;
    BOOST_TEST(told(sample) == Lines{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_partition_is_asked_only_what_its_parent_can_not_answer) {
    Sample sample{column("user_id", "uuid")};
    sample.table.is_partition = true;
    sample.table.schema = "public";
    BOOST_TEST(told(sample) == Lines{"MG101 files"}, boost::test_tools::per_element());
}

namespace {

// Whether more is wanted of a table without a primary key than this column that was added to it.
bool rest_is_wanted(Column added, const Policy& policy = default_policy()) {
    Sample sample{added};
    sample.columns.back().added = true;
    sample.columns.back().number = std::max(added.number, 1U);
    sample.table.touched = Fact::AddedColumns;
    const Inspection inspection = inspect(statement(sample), policy);
    for (const Finding& finding : inspection.findings) BOOST_TEST(finding.rule->added_column_concerns == nullptr);
    return inspection.wants_rest;
}

}  // namespace

BOOST_AUTO_TEST_CASE(after_columns_were_added_rules_about_keys_wait_for_one_that_concerns_them) {
    BOOST_TEST(!rest_is_wanted(column("note", "text")));
    BOOST_TEST(rest_is_wanted(column("user_id", "text")));
    BOOST_TEST(rest_is_wanted(column("version", "integer")));
    BOOST_TEST(rest_is_wanted(column("deleted_at", "timestamp with time zone")));
    Column serial = column("number", "integer");
    BOOST_TEST(!rest_is_wanted(serial));
    serial.default_kind = DefaultKind::Sequence;
    BOOST_TEST(rest_is_wanted(serial));
    Column last = column("note", "text");
    last.number = 60;
    BOOST_TEST(!rest_is_wanted(last));
    last.number = 61;
    BOOST_TEST(rest_is_wanted(last));
    const House off{{.rule = "user_id_index", .severity = "off"}};
    BOOST_TEST(!rest_is_wanted(column("user_id", "text"), off));
    const House narrowed{{.rule = "user_id_index", .object_pattern = "files", .params = R"({"columns": ["holder"]})"}};
    BOOST_TEST(!rest_is_wanted(column("user_id", "text"), narrowed));
    BOOST_TEST(rest_is_wanted(column("holder", "text"), narrowed));
    const House enforced{{.rule = "require_primary_key", .existing = "enforce"}};
    BOOST_TEST(default_policy().facts_enforced().empty());
    BOOST_TEST((enforced.facts_enforced() == (Fact::Columns | Fact::Indexes)));
}

BOOST_AUTO_TEST_CASE(after_an_index_was_made_rules_about_keys_wait_for_one_that_concerns_them) {
    Sample sample{column("user_id", "text")};
    const auto rest_is_wanted_with = [&sample](bool is_unique, const Policy& policy) {
        IndexKey key;
        key.column = 0;
        Index index;
        index.name = "idx_files_user_id";
        index.keys = {&key, 1};
        index.is_unique = is_unique;
        index.created = true;
        sample.table.indexes = {&index, 1};
        sample.table.touched = Fact::AddedIndexes;
        const Inspection inspection = inspect(statement(sample), policy);
        BOOST_TEST(inspection.findings.empty());
        return inspection.wants_rest;
    };
    BOOST_TEST(!rest_is_wanted_with(false, default_policy()));
    BOOST_TEST(rest_is_wanted_with(true, default_policy()));
    const House off{{.rule = "junction_table_name", .severity = "off"}};
    BOOST_TEST(!rest_is_wanted_with(true, off));
}

BOOST_AUTO_TEST_CASE(of_what_was_added_no_more_is_read_unless_a_rule_wants_it) {
    const Facts columns = Fact::AddedColumns;
    BOOST_TEST((default_policy().facts_read(columns) == columns));
    BOOST_TEST((default_policy().facts_read(Fact::AddedIndexes) == Facts(Fact::AddedIndexes)));
    BOOST_TEST(default_policy().facts_read(Fact::Placement | Fact::Columns).has(Fact::Indexes));
    const House alone{{.rule = "*", .severity = "off"}, {.rule = "user_id_index", .severity = "warn"}};
    BOOST_TEST((alone.facts_read(columns) == columns));
    BOOST_TEST((alone.facts_read(Fact::AddedIndexes) == Facts(Fact::AddedIndexes)));
}

BOOST_AUTO_TEST_CASE(the_catalog_is_sorted_by_code_and_complete) {
    const auto rules = catalog();
    BOOST_TEST(std::ranges::is_sorted(rules, {}, &Rule::code));
    BOOST_TEST((std::ranges::adjacent_find(rules, {}, &Rule::name) == rules.end()));
    for (const Rule* rule : rules) {
        BOOST_TEST(rule_named(rule->code) == rule);
        BOOST_TEST(rule_named(rule->name) == rule);
        const int judges = (rule->judge != nullptr || rule->judge_definition != nullptr) +
                           (rule->judge_registered != nullptr) + (rule->judge_schema != nullptr) +
                           (rule->judge_command != nullptr) + (rule->judge_registered_command != nullptr);
        BOOST_TEST(judges == 1, rule->name);
        BOOST_TEST(rule->summary.ends_with('.'), rule->name);
        BOOST_TEST(rule->why.ends_with('.'), rule->name);
        // Else an ADD COLUMN reads the whole of its table for it.
        const int sayings = (rule->judges_columns_apart ? 1 : 0) + (rule->added_column_concerns != nullptr ? 1 : 0);
        BOOST_TEST(sayings == (rule->facts.has(Fact::Columns) ? 1 : 0), rule->name);
        for (const std::string_view other : rule->yields_to) {
            BOOST_TEST((other.empty() || rule_named(other) != nullptr), rule->name);
        }
    }
    BOOST_TEST(rule_named("nonsense") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()

#include "engine/inspect.hpp"
#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(engine_inspect_moment)

namespace {

using Objects = std::vector<const Object*>;
using Lines = std::vector<std::string>;

// The rules of the findings, in their order.
Lines rules_of(const std::vector<Finding>& findings) {
    Lines names;
    for (const Finding& finding : findings) names.emplace_back(finding.rule->name);
    return names;
}

Lines found_at(Moment moment, const Sample& sample, const Policy& policy) {
    Change change = statement(sample);
    change.moment = moment;
    return rules_of(inspect(change, policy).findings);
}

// A table with two faults: user_id is text in no column, owner_id by its name.
struct Broken : Sample {
    Broken()
        : Sample{timestamp("created_at"), timestamp("updated_at"), column("user_id", "uuid"),
                 column("owner_id", "uuid")} {
        primary_key({"user_id"});
    }
};

// user_id_text at COMMIT, user_reference_text at the end of the statement.
const Policy& commit_policy() {
    static const House policy{{.rule = "user_id_text", .timing = "commit"}};
    return policy;
}

const Lines both = {"user_id_text", "user_reference_text"};

}  // namespace

BOOST_AUTO_TEST_CASE(at_the_end_of_a_statement_its_rules_are_asked) {
    const Broken sample;
    const Inspection inspection = inspect(statement(sample), default_policy());
    BOOST_TEST(rules_of(inspection.findings) == both, boost::test_tools::per_element());
    BOOST_TEST(inspection.deferred.empty());
}

BOOST_AUTO_TEST_CASE(what_is_judged_at_commit_makes_the_object_a_candidate) {
    const Broken sample;
    const Inspection inspection = inspect(statement(sample), commit_policy());
    BOOST_TEST(rules_of(inspection.findings) == Lines{"user_reference_text"}, boost::test_tools::per_element());
    BOOST_TEST(inspection.deferred == Objects{&sample.table}, boost::test_tools::per_element());
    BOOST_TEST(inspection.mentioned.empty());
}

BOOST_AUTO_TEST_CASE(at_commit_its_rules_alone_are_asked) {
    const Broken sample;
    BOOST_TEST(found_at(Moment::Commit, sample, commit_policy()) == Lines{"user_id_text"},
               boost::test_tools::per_element());
    BOOST_TEST(found_at(Moment::Commit, sample, default_policy()) == Lines{}, boost::test_tools::per_element());
    Change change = statement(sample);
    change.moment = Moment::Commit;
    BOOST_TEST(inspect(change, commit_policy()).deferred.empty());
}

BOOST_AUTO_TEST_CASE(a_rule_that_is_born_for_commit_waits_for_it) {
    Sample sample{uuid_id(), timestamp("created_at"), timestamp("updated_at")};
    sample.primary_key({"id"});
    sample.table.name = "test_awaits";
    BOOST_TEST(found_at(Moment::Statement, sample, default_policy()) == Lines{}, boost::test_tools::per_element());
    BOOST_TEST(inspect(statement(sample), default_policy()).deferred == Objects{&sample.table},
               boost::test_tools::per_element());
    BOOST_TEST(found_at(Moment::Commit, sample, default_policy()) == Lines{"test_awaits"},
               boost::test_tools::per_element());
    const House at_once{{.rule = "test_awaits", .timing = "statement"}};
    BOOST_TEST(found_at(Moment::Statement, sample, at_once) == Lines{"test_awaits"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_object_is_a_candidate_once_and_only_with_a_finding) {
    const Broken broken;
    Sample clean{uuid_id(), timestamp("created_at"), timestamp("updated_at")};
    clean.primary_key({"id"});
    clean.table.name = "clean";
    const Table tables[] = {clean.table, broken.table};
    const House commit{{.rule = "*", .timing = "commit"}};
    const Inspection inspection = inspect(statement(tables), commit);
    BOOST_TEST(inspection.findings.empty());
    BOOST_TEST(inspection.deferred == Objects{&tables[1]}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_exempt_makes_no_candidate) {
    const Broken sample;
    const PolicyRow row{.rule = "user_id_text", .timing = "commit"};
    const ExemptionRow exemption{.rule = "user_id_text", .reason = "Known."};
    const Policy policy(PolicySource{.rows = {&row, 1}, .exemptions = {&exemption, 1}});
    BOOST_TEST(inspect(statement(sample), policy).deferred.empty());
}

BOOST_AUTO_TEST_CASE(what_is_deferred_still_silences_what_yields_to_it) {
    const House house{{.rule = "user_id_text", .timing = "commit", .params = R"({"columns": ["owner_id"]})"}};
    Sample sample{uuid_id(), timestamp("created_at"), timestamp("updated_at"), column("owner_id", "uuid")};
    sample.primary_key({"id"});
    sample.index("idx_files_owner_id", {"owner_id"});
    BOOST_TEST(found_at(Moment::Statement, sample, house) == Lines{}, boost::test_tools::per_element());
    BOOST_TEST(found_at(Moment::Commit, sample, house) == Lines{"user_id_text"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_audit_asks_all_rules_of_what_stands) {
    const Broken sample;
    BOOST_TEST(found_at(Moment::Audit, sample, default_policy()) == both, boost::test_tools::per_element());
    BOOST_TEST(found_at(Moment::Audit, sample, commit_policy()) == both, boost::test_tools::per_element());
    Change change = statement(sample);
    change.moment = Moment::Audit;
    BOOST_TEST(inspect(change, commit_policy()).deferred.empty());
}

BOOST_AUTO_TEST_CASE(a_rule_about_changes_has_nothing_to_say_in_an_audit) {
    Schema schema;
    schema.kind = ObjectKind::Schema;
    schema.schema = "shop";
    schema.identity = "shop";
    schema.touched = schema_facts;
    const RegistryRow registered{.service = "shop", .schema_name = "shop", .owner_role = "shop_owner"};
    const Policy policy(PolicySource{.registry = {&registered, 1}});
    Change change{.schemas = {&schema, 1}, .before_is_known = true};
    BOOST_TEST(rules_of(inspect(change, policy).findings) == Lines{"schema_owner"}, boost::test_tools::per_element());
    change.moment = Moment::Audit;
    BOOST_TEST(inspect(change, policy).findings.empty());
}

BOOST_AUTO_TEST_CASE(a_command_is_judged_before_it_starts_and_only_then) {
    Schema schema;
    schema.kind = ObjectKind::Schema;
    schema.schema = "shop";
    schema.identity = "shop";
    schema.holds_tables = true;
    const Command command{.object = &schema, .schema = &schema, .new_name = "store"};
    Change change{.commands = {&command, 1}};
    for (const Moment moment : {Moment::Start, Moment::Statement, Moment::Commit, Moment::Audit}) {
        change.moment = moment;
        const Lines expected = moment == Moment::Start ? Lines{"no_schema_rename"} : Lines{};
        BOOST_TEST(rules_of(inspect(change, default_policy()).findings) == expected, boost::test_tools::per_element());
    }
    change.moment = Moment::Start;
    const Inspection inspection = inspect(change, default_policy());
    BOOST_TEST(inspection.findings.at(0).object == &schema);
    BOOST_TEST(inspection.findings.at(0).table == nullptr);
    BOOST_TEST(inspection.wants_before.empty());
    BOOST_TEST(inspect(change, House{{.rule = "no_schema_rename", .schema_pattern = "shop", .severity = "off"}})
                   .findings.empty());
}

BOOST_AUTO_TEST_CASE(the_policy_knows_whether_commands_are_judged) {
    BOOST_TEST(default_policy().commands_judged().has(CommandKind::RenameSchema));
    BOOST_TEST(
        !(House{{.rule = "no_schema_rename", .severity = "off"}}.commands_judged().has(CommandKind::RenameSchema)));
}

BOOST_AUTO_TEST_CASE(findings_on_what_stood_before_ask_for_the_state_before) {
    const Broken sample;
    Change change = statement(sample);
    change.before_is_known = false;
    BOOST_TEST(inspect(change, default_policy()).wants_before == Objects{&sample.table},
               boost::test_tools::per_element());
    change.before_is_known = true;
    BOOST_TEST(inspect(change, default_policy()).wants_before.empty());
    change.before_is_known = false;
    change.moment = Moment::Commit;
    BOOST_TEST(inspect(change, commit_policy()).wants_before == Objects{&sample.table},
               boost::test_tools::per_element());
    change.moment = Moment::Audit;
    BOOST_TEST(inspect(change, default_policy()).wants_before.empty());
}

BOOST_AUTO_TEST_CASE(each_object_is_asked_for_once_and_only_with_a_finding) {
    const Broken one;
    Broken other;
    Sample clean{timestamp("created_at"), timestamp("updated_at")};
    Broken created;
    created.table.created = true;
    const Table tables[] = {one.table, clean.table, created.table, other.table};
    Change change = statement(tables);
    change.before_is_known = false;
    BOOST_TEST(inspect(change, default_policy()).wants_before == (Objects{&tables[0], &tables[3]}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_state_before_is_not_asked_for_where_it_decides_nothing) {
    const Broken sample;
    Change change = statement(sample);
    change.before_is_known = false;
    const House enforcing{{.rule = "*", .existing = "enforce"}};
    BOOST_TEST(inspect(change, enforcing).wants_before.empty());
    BOOST_TEST(inspect(change, enforcing).findings.size() == 2U);
    // What is only deferred is judged at COMMIT, with the state before then.
    const House commit{{.rule = "*", .timing = "commit"}};
    BOOST_TEST(inspect(change, commit).wants_before.empty());
    const ExemptionRow exemption{.rule = "types", .reason = "Known."};
    BOOST_TEST(inspect(change, Policy(PolicySource{.exemptions = {&exemption, 1}})).wants_before.empty());
}

BOOST_AUTO_TEST_SUITE_END()

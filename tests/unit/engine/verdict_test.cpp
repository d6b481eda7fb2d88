#include "wall_support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(the_wall_verdict)

namespace {

// What came of a judgement, with the memory that it lies in.
struct Judged {
    Arena arena;
    Failure failure;
    Verdict verdict;

    Judged(const Change& change, const Compiled& with) {
        const Outcome outcome = judge(change, with.policy, arena.allocator(), &verdict, &failure);
        BOOST_REQUIRE_MESSAGE(outcome == Outcome::Done, failure.message);
    }
    const Verdict* operator->() const { return &verdict; }
};

// A table whose only fault is a user_id.
struct Broken : Sample {
    Broken() : Sample{timestamp("created_at"), timestamp("updated_at"), column("user_id", "uuid")} {
        primary_key({"user_id"});
    }
};

// One that stood before, was broken then, and is broken some more.
struct Altered {
    Broken before;
    Broken after;

    Altered() {
        after.table.before = &before.table;
        after.columns[1].not_null = false;
    }
    Altered(const Altered&) = delete;
    Altered& operator=(const Altered&) = delete;
};

// A schema that holds tables and isn't registered.
struct Unregistered {
    RegistryRow other{.service = "other", .schema_name = "other"};
    Schema schema;

    Unregistered() {
        schema.kind = ObjectKind::Schema;
        schema.schema = "shop";
        schema.identity = "shop";
        schema.holds_tables = true;
        schema.touched = schema_facts;
    }
    [[nodiscard]] PolicySource source() const { return {.registry = {&other, 1}}; }
    [[nodiscard]] Change change() const {
        return {.schemas = {&schema, 1}, .before_is_known = true, .details_are_known = true};
    }
};

using Objects = std::vector<const Object*>;

}  // namespace

BOOST_AUTO_TEST_CASE(each_finding_has_a_row) {
    const Compiled house{{.rule = "MG201", .advice = "Ask us.", .docs_url = "https://example.org/ids"},
                         {.rule = "MG302", .severity = "log"},
                         {.rule = "*", .dialect = "none"}};
    Broken sample;
    sample.columns[1].not_null = false;
    const Judged judged(statement(sample), house);
    BOOST_TEST((judged->severity == Severity::Error));
    BOOST_REQUIRE_EQUAL(judged->findings.size(), 2U);
    const FindingRow& row = judged->findings[0];
    BOOST_TEST(row.object == &sample.table);
    BOOST_TEST(text(row.code) == "MG201");
    BOOST_TEST(text(row.rule) == "user_id_text");
    BOOST_TEST((row.severity == Severity::Error));
    BOOST_TEST((row.told == Severity::Error));
    BOOST_TEST(text(row.object_type) == "column");
    BOOST_TEST(text(row.schema_name) == "app");
    BOOST_TEST(text(row.object_name) == "files");
    BOOST_TEST(text(row.column_name) == "user_id");
    BOOST_TEST(text(row.identity) == "app.files");
    BOOST_TEST(text(row.message) == "column user_id of table app.files is uuid; user ids are text");
    BOOST_TEST(text(row.detail) == rule_named("MG201")->why);
    BOOST_TEST(text(row.hint) == "Ask us.\nSee https://example.org/ids");
    BOOST_TEST(text(row.fix).ends_with("\nALTER TABLE app.files ALTER COLUMN user_id TYPE text;"), row.fix);
    BOOST_TEST(text(row.fix).starts_with("-- MG609: where the table is in use, "), row.fix);
    BOOST_TEST(text(row.value) == "uuid");
    BOOST_TEST(!row.is_exempt);
    BOOST_TEST(!row.is_overridden);
    BOOST_TEST(text(judged->findings[1].code) == "MG302");
    BOOST_TEST((judged->findings[1].told == Severity::Log));
    BOOST_TEST(judged->wants_before.empty());
    BOOST_TEST(judged->deferred.empty());
    BOOST_TEST(judged->mentions.empty());
}

BOOST_AUTO_TEST_CASE(a_row_of_the_relation_itself_has_its_kind_and_no_column) {
    const Compiled none;
    Sample sample{};
    sample.table.schema = "public";
    sample.table.identity = "public.files";
    sample.table.kind = ObjectKind::ForeignTable;
    const Judged judged(statement(sample), none);
    BOOST_REQUIRE_EQUAL(judged->findings.size(), 1U);
    BOOST_TEST(text(judged->findings[0].object_type) == "foreign table");
    BOOST_TEST(judged->findings[0].column_name == nullptr);
    BOOST_TEST(text(judged->findings[0].value) == "public");
}

BOOST_AUTO_TEST_CASE(what_is_only_logged_has_a_verdict_too) {
    const Compiled house{{.rule = "*", .severity = "log"}};
    const Broken sample;
    const Judged judged(statement(sample), house);
    BOOST_TEST((judged->severity == Severity::Log));
    BOOST_TEST(text(judged->code) == "MG201");
    BOOST_TEST(judged->findings.size() == 1U);
}

BOOST_AUTO_TEST_CASE(rows_keep_what_the_policy_says_beside_what_is_told) {
    const Compiled none;
    const Broken sample;
    Change change = statement(sample);
    change.most_told = Severity::Log;
    const Judged capped(change, none);
    BOOST_TEST((capped->severity == Severity::Log));
    BOOST_TEST((capped->findings[0].severity == Severity::Error));
    BOOST_TEST((capped->findings[0].told == Severity::Log));
    BOOST_TEST(!capped->findings[0].is_overridden);
    change.most_told = Severity::Error;
    change.override_reason = "Incident 7.";
    const Judged overridden(change, none);
    BOOST_TEST((overridden->severity == Severity::Warn));
    BOOST_TEST((overridden->findings[0].severity == Severity::Error));
    BOOST_TEST((overridden->findings[0].told == Severity::Warn));
    BOOST_TEST(overridden->findings[0].is_overridden);
    BOOST_TEST(text(overridden->detail).ends_with("\nOverridden: Incident 7."));
}

BOOST_AUTO_TEST_CASE(a_verdict_that_wants_the_state_before_says_nothing_else) {
    const Compiled house{{.rule = "MG302", .timing = "commit"}};
    const Altered altered;
    Change change = statement(altered.after);
    change.before_is_known = false;
    const Judged judged(change, house);
    const Objects wanted(judged->wants_before.begin(), judged->wants_before.end());
    BOOST_TEST(wanted == Objects{&altered.after.table}, boost::test_tools::per_element());
    BOOST_TEST((judged->severity == Severity::Off));
    BOOST_TEST(judged->message == nullptr);
    BOOST_TEST(judged->findings.empty());
    BOOST_TEST(judged->deferred.empty());
    BOOST_TEST(judged->mentions.empty());
}

BOOST_AUTO_TEST_CASE(what_waits_for_commit_is_listed_without_a_message) {
    const Compiled house{{.rule = "MG201", .timing = "commit"}};
    const Broken sample;
    Change change = statement(sample);
    const Judged judged(change, house);
    const Objects deferred(judged->deferred.begin(), judged->deferred.end());
    BOOST_TEST(deferred == Objects{&sample.table}, boost::test_tools::per_element());
    BOOST_TEST((judged->severity == Severity::Off));
    BOOST_TEST(judged->message == nullptr);
    change.moment = Moment::Commit;
    BOOST_TEST(text(Judged(change, house)->code) == "MG201");
}

BOOST_AUTO_TEST_CASE(what_stood_before_has_one_mention_an_object) {
    const Compiled none;
    Altered one;
    Altered other;
    other.after.table.identity = "app.others";
    other.after.columns[1].not_null = true;
    one.before.columns[1].not_null = false;
    const Table tables[] = {one.after.table, other.after.table};
    const Judged judged(statement(tables), none);
    BOOST_TEST((judged->severity == Severity::Off));
    BOOST_TEST(judged->findings.empty());
    BOOST_REQUIRE_EQUAL(judged->mentions.size(), 2U);
    BOOST_TEST(judged->mentions[0].object == &tables[0]);
    BOOST_TEST(text(judged->mentions[0].message) ==
               "table app.files has 2 existing violations, not held against this command");
    BOOST_TEST(text(judged->mentions[0].hint) == "SELECT * FROM mana_guard.findings('app.files') shows them.");
    BOOST_TEST(judged->mentions[1].object == &tables[1]);
    BOOST_TEST(text(judged->mentions[1].message) ==
               "table app.others has 1 existing violation, not held against this command");
}

BOOST_AUTO_TEST_CASE(new_and_old_are_told_apart) {
    const Compiled none;
    const Altered altered;
    const Judged judged(statement(altered.after), none);
    BOOST_TEST(text(judged->code) == "MG302");
    BOOST_TEST(judged->findings.size() == 1U);
    BOOST_TEST(judged->mentions.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_verdict_on_a_schema_names_no_table) {
    const Unregistered shop;
    const Compiled house(shop.source());
    const Judged judged(shop.change(), house);
    BOOST_TEST((judged->severity == Severity::Warn));
    BOOST_TEST(text(judged->code) == "MG104");
    BOOST_TEST(text(judged->schema_name) == "shop");
    BOOST_TEST(judged->table_name == nullptr);
    BOOST_TEST(judged->column_name == nullptr);
    BOOST_REQUIRE_EQUAL(judged->findings.size(), 1U);
    BOOST_TEST(text(judged->findings[0].object_type) == "schema");
    BOOST_TEST(judged->findings[0].object_name == nullptr);
    BOOST_TEST(judged->findings[0].object == &shop.schema);
}

BOOST_AUTO_TEST_CASE(an_audit_lists_exempt_findings_as_such) {
    const ExemptionRow exemption{.id = 5, .rule = "MG201", .reason = "Known."};
    const Compiled house(PolicySource{.exemptions = {&exemption, 1}});
    Broken sample;
    sample.columns[1].not_null = false;
    Change change{.moment = Moment::Audit, .tables = {&sample.table, 1}};
    Arena arena;
    std::span<const FindingRow> rows;
    Failure failure;
    BOOST_REQUIRE((list_findings(change, house.policy, arena.allocator(), &rows, &failure) == Outcome::Done));
    BOOST_REQUIRE_EQUAL(rows.size(), 2U);
    BOOST_TEST(text(rows[0].code) == "MG201");
    BOOST_TEST(rows[0].is_exempt);
    BOOST_TEST(text(rows[0].detail).ends_with(" Exemption 5 waives it: Known."));
    BOOST_TEST(text(rows[1].code) == "MG302");
    BOOST_TEST(!rows[1].is_exempt);
    change.tables = {};
    BOOST_REQUIRE((list_findings(change, house.policy, arena.allocator(), &rows, &failure) == Outcome::Done));
    BOOST_TEST(rows.empty());
}

BOOST_AUTO_TEST_CASE(an_audit_survives_without_memory) {
    const ExemptionRow exemption{.id = 5, .rule = "MG201", .reason = "Known."};
    const Compiled house(PolicySource{.exemptions = {&exemption, 1}});
    const Broken sample;
    const Change change{.moment = Moment::Audit, .tables = {&sample.table, 1}};
    survives_without_memory([&](Allocator allocator, Failure* failure) {
        std::span<const FindingRow> rows;
        return list_findings(change, house.policy, allocator, &rows, failure);
    });
}

// Each kind of verdict: with the state before and without, with something for COMMIT, of a schema, overridden.
BOOST_AUTO_TEST_CASE(every_kind_of_verdict_survives_without_memory) {
    const Altered altered;
    const Unregistered shop;
    const Compiled none;
    const Compiled commit{{.rule = "MG201", .timing = "commit"}};
    const Compiled registry(shop.source());
    Change unknown = statement(altered.after);
    unknown.before_is_known = false;
    Change overridden = statement(altered.after);
    overridden.override_reason = "A reason that is longer than a short one.";
    const Broken fresh;
    for (const auto& [change, with] :
         {std::pair(statement(altered.after), &none), std::pair(unknown, &none), std::pair(statement(fresh), &commit),
          std::pair(shop.change(), &registry), std::pair(overridden, &none)}) {
        survives_without_memory([&, change = change, with = with](Allocator allocator, Failure* failure) {
            Verdict verdict;
            const Outcome outcome = judge(change, with->policy, allocator, &verdict, failure);
            const bool is_empty = verdict.wants_before.empty() && verdict.deferred.empty() &&
                                  verdict.mentions.empty() && verdict.findings.empty();
            // Nothing is left half told. (A check here would itself want memory.)
            return is_empty == (outcome != Outcome::Done) ? outcome : Outcome::Failed;
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()

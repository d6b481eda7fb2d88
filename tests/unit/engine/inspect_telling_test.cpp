#include "engine/inspect.hpp"
#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(engine_inspect_telling)

namespace {

// A table whose only fault is a user_id.
struct Broken : Sample {
    Broken() : Sample{timestamp("created_at"), timestamp("updated_at"), column("user_id", "uuid")} {
        primary_key({"user_id"});
    }
};

// A table of which test_awaits has something to say.
struct Waiting : Sample {
    Waiting() : Sample{uuid_id(), timestamp("created_at"), timestamp("updated_at")} {
        primary_key({"id"});
        table.name = "test_awaits";
    }
};

// The only finding of a change; it points into the change and the policy.
Finding only_one(const Change& change, const Policy& policy) {
    const std::vector<Finding> found = inspect(change, policy).findings;
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found[0];
}

Change at_commit(const Sample& sample, bool is_alone) {
    Change change = statement(sample);
    change.moment = Moment::Commit;
    change.is_alone = is_alone;
    return change;
}

// How a finding of test_awaits is told at COMMIT under that severity.
Severity told_at_commit(std::string_view severity, bool is_alone) {
    const Waiting sample;
    const House house{{.rule = "test_awaits", .severity = severity}};
    const Finding finding = only_one(at_commit(sample, is_alone), house);
    BOOST_TEST(name_of(finding.setting->severity) == severity);
    return finding.told;
}

constexpr std::int64_t now = 1'000;

// Of user_id_text, until then.
ExemptionRow until(std::int64_t end) {
    return {.id = 5, .rule = "user_id_text", .reason = "Known.", .until = end};
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_finding_is_told_as_the_policy_says) {
    const Broken sample;
    for (const std::string_view severity : {"log", "warn", "error"}) {
        const House house{{.rule = "user_id_text", .severity = severity}};
        const Finding finding = only_one(statement(sample), house);
        BOOST_TEST(name_of(finding.told) == severity);
        BOOST_TEST(!finding.is_overridden);
        BOOST_TEST(!finding.is_exempt);
    }
}

BOOST_AUTO_TEST_CASE(what_the_next_statement_may_mend_is_told_a_step_milder) {
    BOOST_TEST((told_at_commit("error", true) == Severity::Warn));
    BOOST_TEST((told_at_commit("warn", true) == Severity::Log));
    BOOST_TEST((told_at_commit("error", false) == Severity::Error));
    BOOST_TEST((told_at_commit("warn", false) == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(what_goes_to_the_log_still_goes_there) {
    BOOST_TEST((told_at_commit("log", true) == Severity::Log));
    BOOST_TEST((told_at_commit("log", false) == Severity::Log));
}

BOOST_AUTO_TEST_CASE(only_such_rules_are_milder_and_only_at_commit) {
    const Broken sample;
    const House commit{{.rule = "user_id_text", .timing = "commit"}};
    BOOST_TEST((only_one(at_commit(sample, true), commit).told == Severity::Error));
    const Waiting waiting;
    const House at_once{{.rule = "test_awaits", .timing = "statement"}};
    Change change = statement(waiting);
    change.is_alone = true;
    BOOST_TEST((only_one(change, at_once).told == Severity::Error));
}

BOOST_AUTO_TEST_CASE(the_setting_caps_what_is_told) {
    const Broken sample;
    Change change = statement(sample);
    const House warning{{.rule = "user_id_text", .severity = "warn"}};
    for (const Severity cap : {Severity::Log, Severity::Warn, Severity::Error}) {
        change.most_told = cap;
        const Finding finding = only_one(change, default_policy());
        BOOST_TEST((finding.told == cap));
        BOOST_TEST((finding.setting->severity == Severity::Error));
        BOOST_TEST((only_one(change, warning).told == std::min(cap, Severity::Warn)));
    }
}

BOOST_AUTO_TEST_CASE(an_override_turns_errors_into_warnings) {
    const Sample sample{timestamp("created_at"), timestamp("updated_at"), column("user_id", "uuid"),
                        column("owner_id", "uuid")};
    Change change = statement(sample);
    change.override_reason = "Incident 7.";
    const auto found = inspect(change, default_policy()).findings;
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].rule->name == "user_id_text");
    BOOST_TEST((found[0].told == Severity::Warn));
    BOOST_TEST(found[0].is_overridden);
    BOOST_TEST(found[1].rule->name == "user_reference_text");
    BOOST_TEST((found[1].told == Severity::Warn));
    BOOST_TEST(!found[1].is_overridden);
}

BOOST_AUTO_TEST_CASE(what_is_capped_needs_no_override) {
    const Broken sample;
    Change change = statement(sample);
    change.override_reason = "Incident 7.";
    change.most_told = Severity::Warn;
    BOOST_TEST(!only_one(change, default_policy()).is_overridden);
    const Waiting waiting;
    Change alone = at_commit(waiting, true);
    alone.override_reason = "Incident 7.";
    BOOST_TEST(!only_one(alone, default_policy()).is_overridden);
}

BOOST_AUTO_TEST_CASE(findings_are_sorted_by_what_is_told) {
    const Waiting sample;
    const Broken broken;
    const Table tables[] = {sample.table, broken.table};
    const House house{{.rule = "user_id_text", .severity = "warn", .timing = "commit"}};
    Change change{.moment = Moment::Commit, .tables = tables, .before_is_known = true, .details_are_known = true};
    BOOST_TEST(inspect(change, house).findings.at(0).rule->name == "test_awaits");
    // Both are warnings then, and the code decides.
    change.is_alone = true;
    BOOST_TEST(inspect(change, house).findings.at(0).rule->name == "user_id_text");
}

BOOST_AUTO_TEST_CASE(what_is_exempt_is_not_told) {
    const Broken sample;
    const ExemptionRow rows[] = {until(now + 1)};
    const Policy policy(PolicySource{.exemptions = rows});
    Change change = statement(sample);
    change.now = now;
    BOOST_TEST(inspect(change, policy).findings.empty());
    BOOST_TEST(inspect(change, policy).mentioned.empty());
    const PolicyRow commit{.rule = "user_id_text", .timing = "commit"};
    const Policy at_commit_policy(PolicySource{.rows = {&commit, 1}, .exemptions = rows});
    change.moment = Moment::Commit;
    BOOST_TEST(inspect(change, at_commit_policy).findings.empty());
}

BOOST_AUTO_TEST_CASE(an_audit_shows_what_is_exempt) {
    const Broken sample;
    const ExemptionRow rows[] = {until(now + 1)};
    const Policy policy(PolicySource{.exemptions = rows});
    Change change = statement(sample);
    change.now = now;
    change.moment = Moment::Audit;
    const Finding finding = only_one(change, policy);
    BOOST_TEST(finding.is_exempt);
    BOOST_REQUIRE(finding.exemption != nullptr);
    BOOST_TEST(finding.exemption->id == 5);
    BOOST_TEST((finding.told == Severity::Error));
}

BOOST_AUTO_TEST_CASE(an_exemption_that_has_expired_waives_nothing_but_is_known) {
    const Broken sample;
    const ExemptionRow rows[] = {until(now)};
    const Policy policy(PolicySource{.exemptions = rows});
    Change change = statement(sample);
    change.now = now;
    for (const Moment moment : {Moment::Statement, Moment::Audit}) {
        change.moment = moment;
        const Finding finding = only_one(change, policy);
        BOOST_TEST(!finding.is_exempt);
        BOOST_REQUIRE(finding.exemption != nullptr);
        BOOST_TEST(finding.exemption->id == 5);
        BOOST_TEST((finding.told == Severity::Error));
    }
}

BOOST_AUTO_TEST_CASE(an_exemption_is_matched_by_object_column_and_value) {
    const Broken sample;
    const auto is_found_in_spite_of = [&sample](ExemptionRow row) {
        row.rule = "user_id_text";
        row.reason = "Known.";
        return !inspect(statement(sample), Policy(PolicySource{.exemptions = {&row, 1}})).findings.empty();
    };
    BOOST_TEST(
        !is_found_in_spite_of({.schema_pattern = "app", .object_pattern = "files", .column_pattern = "user_id"}));
    BOOST_TEST(!is_found_in_spite_of({.column_pattern = "user_id", .value = "uuid"}));
    BOOST_TEST(is_found_in_spite_of({.value = "bigint"}));
    BOOST_TEST(is_found_in_spite_of({.column_pattern = "owner_id"}));
    BOOST_TEST(is_found_in_spite_of({.object_pattern = "logs"}));
    BOOST_TEST(is_found_in_spite_of({.schema_pattern = "public"}));
}

// The rule that yields finds the same fault: waiving the other doesn't bring it up.
BOOST_AUTO_TEST_CASE(an_exempt_finding_still_silences_what_yields_to_it) {
    const Sample sample{timestamp("created_at"), timestamp("updated_at"), column("owner_id", "uuid")};
    const PolicyRow row{.rule = "user_id_text", .params = R"({"columns": ["owner_id"]})"};
    const ExemptionRow exemption = until(no_end);
    const Policy policy(PolicySource{.rows = {&row, 1}, .exemptions = {&exemption, 1}});
    BOOST_TEST(inspect(statement(sample), policy).findings.empty());
}

BOOST_AUTO_TEST_SUITE_END()

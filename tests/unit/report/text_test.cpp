#include "report/text.hpp"

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(report_text)

namespace {

Message told(const Sample& sample, const Policy& policy = default_policy()) {
    return tell(inspect(statement(sample), policy).findings);
}

std::size_t lines_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
}

std::size_t occurrences(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

// Judged by MG201 and MG202 alone, and without the profile's advice.
const Policy& types_only() {
    static const House policy{
        {.rule = "*", .severity = "off", .advice = "Ask us.", .dialect = "none"},
        {.rule = "MG201", .severity = "error", .params = R"({"columns": ["user_*"]})"},
        {.rule = "MG202", .severity = "warn"},
    };
    return policy;
}

// A table with that many columns user_1, user_2… of type uuid.
struct Wide : Sample {
    std::vector<std::string> names;

    explicit Wide(int count) : Sample{} {
        for (int i = 1; i <= count; ++i) names.push_back("user_" + std::to_string(i));
        for (const std::string& name : names) columns.push_back(column(name, "uuid"));
        table.columns = columns;
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(one_finding_is_told_whole) {
    const Message message = told(Wide(1), types_only());
    BOOST_TEST(message.primary == "column user_1 of table app.files is uuid; user ids are text");
    BOOST_TEST(message.detail == "MG201 user_id_text: column user_1 of table app.files is uuid; user ids are text. " +
                                     std::string(rule_named("MG201")->why));
    BOOST_TEST(message.hint == "This would pass:\nALTER TABLE app.files ALTER COLUMN user_1 TYPE text;\nAsk us.");
}

BOOST_AUTO_TEST_CASE(the_primary_message_counts_the_others) {
    BOOST_TEST(told(Wide(2), types_only()).primary.ends_with("user ids are text (and 1 more finding)"));
    BOOST_TEST(told(Wide(4), types_only()).primary.ends_with("user ids are text (and 3 more findings)"));
}

BOOST_AUTO_TEST_CASE(a_rules_reason_is_given_once) {
    const Message message = told(Wide(3), types_only());
    BOOST_TEST(lines_of(message.detail) == 3U);
    BOOST_TEST(occurrences(message.detail, "The auth service issues") == 1U);
    BOOST_TEST(message.detail.ends_with("column user_3 of table app.files is uuid; user ids are text."));
}

BOOST_AUTO_TEST_CASE(what_is_less_than_the_highest_severity_says_so) {
    const Sample sample{column("user_id", "uuid"), column("owner_id", "uuid")};
    const Message message = told(sample, types_only());
    BOOST_TEST(message.detail.starts_with("MG201 user_id_text: column user_id"));
    BOOST_TEST(message.detail.find("\nMG202 user_reference_text (warn): column owner_id") != std::string::npos);
    const Message alone = told(Sample{column("owner_id", "uuid")}, types_only());
    BOOST_TEST(alone.detail.starts_with("MG202 user_reference_text: column owner_id"));
}

BOOST_AUTO_TEST_CASE(twenty_lines_are_enough) {
    BOOST_TEST(lines_of(told(Wide(20), types_only()).detail) == 20U);
    const Message message = told(Wide(23), types_only());
    BOOST_TEST(lines_of(message.detail) == 21U);
    BOOST_TEST(message.detail.ends_with("\nAnd 3 more."));
    BOOST_TEST(occurrences(message.hint, "ALTER TABLE") == 20U);
}

BOOST_AUTO_TEST_CASE(the_houses_words_come_once_after_the_cure) {
    const House house{
        {.rule = "*", .severity = "off", .advice = "Ask us.", .docs_url = "https://example.org/ids", .dialect = "none"},
        {.rule = "MG201", .severity = "error", .params = R"({"columns": ["user_*"]})"},
    };
    BOOST_TEST(told(Wide(2), house).hint ==
               "This would pass:\nALTER TABLE app.files ALTER COLUMN user_1 TYPE text;\n"
               "ALTER TABLE app.files ALTER COLUMN user_2 TYPE text;\nAsk us.\nSee https://example.org/ids");
}

BOOST_AUTO_TEST_CASE(the_sql_of_the_hint_is_given_by_itself) {
    BOOST_TEST(told(Wide(1), types_only()).cure == "ALTER TABLE app.files ALTER COLUMN user_1 TYPE text;");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_taken_as_in_use_is_told_of) {
    const Wide sample(1);
    std::vector<Finding> findings = inspect(statement(sample), types_only()).findings;
    findings.front().is_assumed = true;
    BOOST_TEST(tell(findings).detail.ends_with(" The table is taken as in use."));
    BOOST_TEST(describe(findings.front()).detail.ends_with(" The table is taken as in use."));
}

BOOST_AUTO_TEST_CASE(without_a_cure_only_the_houses_words_are_left) {
    Wide sample(1);
    sample.columns[0].inherited = true;
    BOOST_TEST(told(sample, types_only()).hint == "Ask us.");
}

BOOST_AUTO_TEST_CASE(without_either_there_is_no_hint) {
    Sample sample{column("owner_id", "uuid")};
    sample.columns[0].inherited = true;
    const House house{{.rule = "*", .severity = "off"}, {.rule = "MG202", .severity = "log"}};
    BOOST_TEST(told(sample, house).hint.empty());
}

BOOST_AUTO_TEST_CASE(what_is_told_milder_than_the_policy_says_tells_so) {
    const Wide sample(1);
    Change change = statement(sample);
    change.most_told = Severity::Warn;
    const Message capped = tell(inspect(change, types_only()).findings);
    BOOST_TEST(capped.detail.starts_with("MG201 user_id_text (error by the policy): column user_1"));
    change.most_told = Severity::Log;
    BOOST_TEST(tell(inspect(change, types_only()).findings)
                   .detail.starts_with("MG201 user_id_text (error by the policy): column user_1"));
    // Where the cap takes nothing away nothing is said.
    change.most_told = Severity::Error;
    BOOST_TEST(tell(inspect(change, types_only()).findings).detail.starts_with("MG201 user_id_text: column user_1"));
}

BOOST_AUTO_TEST_CASE(what_has_committed_is_told_as_a_warning) {
    const Wide sample(1);
    const std::vector<Finding> findings = inspect(statement(sample), types_only()).findings;
    const Message message = tell(findings, {}, true);
    BOOST_TEST(message.detail.starts_with("MG201 user_id_text (error by the policy): column user_1"));
    BOOST_TEST(message.hint.starts_with("Write instead:\n"));
}

BOOST_AUTO_TEST_CASE(sql_that_leaves_an_error_is_not_said_to_pass) {
    const Wide sample(2);
    std::vector<Finding> findings = inspect(statement(sample), types_only()).findings;
    Finding& open = findings.front();
    open.fix.clear();
    open.cure.clear();
    open.change = {};
    open.changed = nullptr;
    BOOST_TEST(tell(findings).hint.starts_with(
        "For the other findings, write:\nALTER TABLE app.files ALTER COLUMN user_2 TYPE text;\n"));
    // A warning leaves it passing.
    open.told = Severity::Warn;
    std::swap(findings[0], findings[1]);
    BOOST_TEST(tell(findings).hint.starts_with("This would pass:\n"));
}

BOOST_AUTO_TEST_CASE(the_whole_is_shown_where_that_is_asked) {
    const Wide sample(1);
    const std::vector<Finding> findings = inspect(statement(sample), types_only()).findings;
    const Message message = tell(findings, {}, false, {.sql = "SELECT 1;"});
    BOOST_TEST(message.hint == "This would pass:\nSELECT 1;\nAsk us.");
    BOOST_TEST(message.cure == "SELECT 1;");
}

BOOST_AUTO_TEST_CASE(what_is_overridden_tells_so_and_why) {
    const Sample sample{column("user_id", "uuid"), column("owner_id", "uuid")};
    Change change = statement(sample);
    change.override_reason = "Incident 7.";
    const Message message = tell(inspect(change, types_only()).findings, change.override_reason);
    BOOST_TEST(message.detail.starts_with("MG201 user_id_text (error, overridden): column user_id"));
    BOOST_TEST(message.detail.find("\nMG202 user_reference_text: column owner_id") != std::string::npos);
    BOOST_TEST(message.detail.ends_with("\nOverridden: Incident 7."));
    BOOST_TEST(occurrences(message.detail, "verridden") == 2U);
}

BOOST_AUTO_TEST_CASE(where_nothing_is_overridden_the_reason_is_not_told) {
    const Sample sample{column("owner_id", "uuid")};
    Change change = statement(sample);
    change.override_reason = "Incident 7.";
    const Message message = tell(inspect(change, types_only()).findings, change.override_reason);
    BOOST_TEST(message.detail.find("verridden") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_exemption_that_has_expired_is_told_of) {
    const Wide sample(1);
    const PolicyRow rows[] = {{.rule = "MG201", .params = R"({"columns": ["user_*"]})"},
                              {.rule = "columns", .severity = "off"}};
    const ExemptionRow exemption{
        .id = 5, .rule = "MG201", .reason = "Known.", .until = 10, .until_text = "2026-01-01 00:00:00+00"};
    const Policy policy(PolicySource{.rows = rows, .exemptions = {&exemption, 1}});
    Change change = statement(sample);
    change.now = 10;
    const std::string why(rule_named("MG201")->why);
    const std::string note = " Exemption 5 ended on 2026-01-01 00:00:00+00: it no longer applies.";
    const auto found = inspect(change, policy).findings;
    BOOST_TEST(tell(found).detail ==
               "MG201 user_id_text: column user_1 of table app.files is uuid; user ids are text. " + why + note);
    BOOST_TEST(describe(found.at(0)).detail == why + note);
}

BOOST_AUTO_TEST_CASE(an_audit_tells_what_waives_a_finding) {
    const Wide sample(1);
    const PolicyRow rows[] = {{.rule = "MG201", .params = R"({"columns": ["user_*"]})"},
                              {.rule = "columns", .severity = "off"}};
    ExemptionRow exemption{.id = 5, .rule = "MG201", .reason = "Known."};
    Change change = statement(sample);
    change.moment = Moment::Audit;
    const std::string why(rule_named("MG201")->why);
    const auto detail = [&] {
        const Policy policy(PolicySource{.rows = rows, .exemptions = {&exemption, 1}});
        return describe(inspect(change, policy).findings.at(0)).detail;
    };
    BOOST_TEST(detail() == why + " Exemption 5 waives it: Known.");
    exemption.until = 10;
    exemption.until_text = "2027-01-01 00:00:00+00";
    BOOST_TEST(detail() == why + " Exemption 5 waives it until 2027-01-01 00:00:00+00: Known.");
}

BOOST_AUTO_TEST_CASE(a_finding_by_itself_is_described_with_the_houses_words) {
    const House house{
        {.rule = "*", .severity = "off", .advice = "Ask us.", .docs_url = "https://example.org/ids", .dialect = "none"},
        {.rule = "MG201", .severity = "warn", .params = R"({"columns": ["user_*"]})"}};
    const Wide sample(1);
    const auto found = inspect(statement(sample), house).findings;
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    const Message message = describe(found[0]);
    BOOST_TEST(message.primary == "column user_1 of table app.files is uuid; user ids are text");
    BOOST_TEST(message.detail == rule_named("MG201")->why);
    BOOST_TEST(message.hint == "Ask us.\nSee https://example.org/ids");
}

BOOST_AUTO_TEST_CASE(what_stood_before_is_mentioned_in_a_sentence) {
    Wide before(2);
    Wide after(2);
    after.table.before = &before.table;
    const auto mentioned = inspect(statement(after), types_only()).mentioned;
    BOOST_REQUIRE_EQUAL(mentioned.size(), 2U);
    const Message both = mention(mentioned);
    BOOST_TEST(both.primary == "table app.files has 2 existing violations, not held against this command");
    BOOST_TEST(both.detail == "");
    BOOST_TEST(both.hint == "SELECT * FROM mana_guard.findings('app.files') shows them.");
    const Message one = mention(std::span(mentioned).first(1));
    BOOST_TEST(one.primary == "table app.files has 1 existing violation, not held against this command");
    BOOST_TEST(one.hint == "SELECT * FROM mana_guard.findings('app.files') shows it.");
}

BOOST_AUTO_TEST_CASE(what_is_no_relation_is_looked_up_by_an_audit) {
    Definition before;
    before.kind = ObjectKind::Function;
    before.schema = "app";
    before.name = "pay's";
    before.identity = "app.\"pay's\"(integer)";
    before.is_security_definer = true;
    Definition after = before;
    after.before = &before;
    const Change change{.definitions = {&after, 1}, .before_is_known = true};
    const Message message = mention(inspect(change, default_policy()).mentioned);
    BOOST_TEST(message.primary ==
               "function app.\"pay's\"(integer) has 1 existing violation, not held against this command");
    BOOST_TEST(message.hint == "SELECT * FROM mana_guard.audit('app', 'pay''s') shows it.");
}

BOOST_AUTO_TEST_CASE(a_mention_spells_names_so_that_its_call_works) {
    Wide before(1);
    Wide after(1);
    after.table.before = &before.table;
    after.table.kind = ObjectKind::ForeignTable;
    after.table.identity = "app.\"Bob's files\"";
    const Message message = mention(inspect(statement(after), types_only()).mentioned);
    BOOST_TEST(message.primary ==
               "foreign table app.\"Bob's files\" has 1 existing violation, not held against this command");
    BOOST_TEST(message.hint == "SELECT * FROM mana_guard.findings('app.\"Bob''s files\"') shows it.");
}

BOOST_AUTO_TEST_CASE(a_schema_is_shown_by_an_audit) {
    Schema schema;
    schema.kind = ObjectKind::Schema;
    schema.schema = "Shop";
    schema.identity = "\"Shop\"";
    schema.holds_tables = true;
    Schema after = schema;
    after.touched = Fact::SchemaContents;
    after.before = &schema;
    const RegistryRow registered{.service = "other", .schema_name = "other"};
    const Policy policy(PolicySource{.registry = {&registered, 1}});
    const Change change{.schemas = {&after, 1}, .before_is_known = true};
    const auto mentioned = inspect(change, policy).mentioned;
    BOOST_REQUIRE_EQUAL(mentioned.size(), 1U);
    BOOST_TEST(mention(mentioned).primary == "schema \"Shop\" has 1 existing violation, not held against this command");
    BOOST_TEST(mention(mentioned).hint == "SELECT * FROM mana_guard.audit('Shop', '') shows it.");
}

BOOST_AUTO_TEST_SUITE_END()

#include "policy/known_rules.hpp"
#include "policy/policy.hpp"
#include "support.hpp"

#include "engine/inspect.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(policy_known_rules)

namespace {

OwnRuleRow row(std::string_view name = "no_secrets", std::string_view code = "MGX07") {
    return {.name = name, .code = code, .function_schema = "house", .function_name = "secrets", .role = "dba"};
}

void is_refused(const OwnRuleRow& damaged, std::string_view why) {
    BOOST_CHECK_EXCEPTION(KnownRules::check(damaged), PolicyError,
                          [&](const PolicyError& error) { return error.what() == why; });
}

Policy policy_with(const std::vector<OwnRuleRow>& own, const std::vector<PolicyRow>& rows = {}) {
    return Policy(PolicySource{.rows = rows, .own_rules = own});
}

}  // namespace

BOOST_AUTO_TEST_CASE(own_rules_come_behind_the_guards) {
    const std::vector<OwnRuleRow> own = {row("other", "MGX09"), row()};
    const KnownRules known(own);
    BOOST_TEST(known.all().size() == catalog().size() + 2);
    BOOST_TEST(known.all().back()->code == "MGX09");
    BOOST_TEST(known.named("MGX07")->name == "no_secrets");
    BOOST_TEST(known.named("no_secrets")->code == "MGX07");
    BOOST_TEST(known.named("user_id_text") == rule_named("MG201"));
    BOOST_TEST(known.named("MGX08") == nullptr);
    BOOST_TEST(all_rules(nullptr).size() == catalog().size());
}

BOOST_AUTO_TEST_CASE(damaged_rows) {
    BOOST_CHECK_NO_THROW(KnownRules::check(row()));
    is_refused(row("No"), "a rule can't be named \"No\"");
    is_refused(row(""), "a rule can't be named \"\"");
    is_refused(row("types"), "\"types\" is the guard's own name");
    is_refused(row("user_id_text"), "\"user_id_text\" is the guard's own name");
    is_refused(row("a", "MG201"), "an own rule can't have the code \"MG201\"");
    is_refused(row("a", "MGX1"), "an own rule can't have the code \"MGX1\"");
    OwnRuleRow damaged = row();
    damaged.applies_to = "{table,tables}";
    is_refused(damaged, "an own rule can't apply to \"tables\"");
    damaged = row();
    damaged.severity = "fatal";
    is_refused(damaged, "invalid severity \"fatal\"");
    damaged = row();
    damaged.timing = "start";
    is_refused(damaged, "an own rule can't be checked at start");
    damaged = row("types");
    BOOST_CHECK_EXCEPTION(KnownRules({&damaged, 1}), PolicyError, [](const PolicyError& error) {
        return std::string_view(error.what()).starts_with("rule types of mana_guard.own_rules is damaged");
    });
}

BOOST_AUTO_TEST_CASE(a_table_is_asked_about_once) {
    const Policy policy = policy_with({row()});
    Sample sample{column("id", "uuid")};
    sample.table.oid = 7;
    Change change = statement(sample);
    const auto asked = inspect(change, policy).wants_own;
    BOOST_REQUIRE(asked.size() == 1U);
    BOOST_TEST(asked.front().rule->own_function == "secrets");
    const OwnAnswer nothing{.question = {.relation = 7, .rule = "no_secrets"}};
    change.own_answers = {&nothing, 1};
    BOOST_TEST(inspect(change, policy).wants_own.empty());
}

BOOST_AUTO_TEST_CASE(rows_and_kinds_decide_whether_it_is_asked) {
    Sample sample{column("id", "uuid")};
    const auto asks = [&](const Policy& policy) { return !inspect(statement(sample), policy).wants_own.empty(); };
    BOOST_TEST(asks(policy_with({row()})));
    BOOST_TEST(!asks(policy_with({row()}, {{.rule = "own", .severity = "off"}})));
    BOOST_TEST(!asks(policy_with({row()}, {{.rule = "MGX07", .severity = "off"}})));
    OwnRuleRow of_views = row();
    of_views.applies_to = "{view}";
    BOOST_TEST(!asks(policy_with({of_views})));
    sample.table.kind = ObjectKind::View;
    BOOST_TEST(asks(policy_with({of_views})));
    sample.table.kind = ObjectKind::Table;
    sample.table.is_partition = true;
    BOOST_TEST(!asks(policy_with({row()})));
}

BOOST_AUTO_TEST_CASE(an_error_is_a_finding_that_no_past_excuses) {
    const Policy policy =
        policy_with({row()}, {{.rule = "*", .severity = "off"}, {.rule = "own", .severity = "error"}});
    Sample sample{column("id", "uuid")};
    const Table before = sample.table;
    sample.table.oid = 7;
    sample.table.created = false;
    sample.table.before = &before;
    Change change = statement(sample);
    change.before_is_known = true;
    const OwnAnswer failed{.question = {.relation = 7, .rule = "no_secrets"}, .error = "it broke"};
    change.own_answers = {&failed, 1};
    change.own_answers_before = {&failed, 1};
    const auto found = inspect(change, policy).findings;
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found.front().message.ends_with(": it broke"));
    BOOST_TEST(found.front().rule->code == "MGX07");
}

BOOST_AUTO_TEST_SUITE_END()

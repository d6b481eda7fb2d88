#include "report/text.hpp"

#include "../support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

namespace {

Message told(const Sample& sample, const Policy& policy = default_policy()) {
    return tell(inspect({{&sample.table, 1}}, policy));
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
        {.rule = "*", .severity = "off", .advice = "Ask us."},
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

BOOST_AUTO_TEST_SUITE(report_text)

BOOST_AUTO_TEST_CASE(one_finding_is_told_whole) {
    const Message message = told(Wide(1), types_only());
    BOOST_TEST(message.primary == "column user_1 of table app.files is uuid, user ids are text");
    BOOST_TEST(message.detail == "MG201 user_id_text: column user_1 of table app.files is uuid, user ids are text. " +
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
    BOOST_TEST(message.detail.ends_with("column user_3 of table app.files is uuid, user ids are text."));
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
        {.rule = "*", .severity = "off", .advice = "Ask us.", .docs_url = "https://example.org/ids"},
        {.rule = "MG201", .severity = "error", .params = R"({"columns": ["user_*"]})"},
    };
    BOOST_TEST(told(Wide(2), house).hint ==
               "This would pass:\nALTER TABLE app.files ALTER COLUMN user_1 TYPE text;\n"
               "ALTER TABLE app.files ALTER COLUMN user_2 TYPE text;\nAsk us.\nSee https://example.org/ids");
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

BOOST_AUTO_TEST_SUITE_END()

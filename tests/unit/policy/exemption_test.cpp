#include "policy/exemption.hpp"

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(policy_exemption)

namespace {

constexpr std::int64_t now = 1'000'000;

// A breach of user_id_text by column user_id of app.files, which is uuid.
struct Fault {
    std::string_view rule = "user_id_text";
    std::string_view schema = "app";
    std::string_view object = "files";
    std::string_view column = "user_id";
    std::string_view value = "uuid";
};

// The id of the exemption that is found for it; 0 where there is none.
std::int64_t found(std::initializer_list<ExemptionRow> rows, const Fault& fault = {}) {
    const Exemptions exemptions({rows.begin(), rows.size()});
    const Exemption* exemption =
        exemptions.of({*rule_named(fault.rule), fault.schema, fault.object, fault.column, fault.value});
    return exemption == nullptr ? 0 : exemption->id;
}

// Of app.files.
ExemptionRow of_files(std::int64_t id = 1) {
    return {.id = id, .rule = "MG201", .schema_pattern = "app", .object_pattern = "files", .reason = "Known."};
}
ExemptionRow until(std::int64_t end, std::int64_t id) {
    ExemptionRow row = of_files(id);
    row.until = end;
    return row;
}

void is_refused(const ExemptionRow& row, std::string_view message, std::string_view hint) {
    BOOST_CHECK_EXCEPTION(parse_exemption(row), PolicyError, [&](const PolicyError& error) {
        BOOST_TEST(std::string_view(error.what()) == message);
        BOOST_TEST(error.hint() == hint);
        return true;
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_row_is_taken_over_whole) {
    ExemptionRow row = of_files(7);
    row.column_pattern = "user_*";
    row.value = "uuid";
    row.until = now;
    row.until_text = "2027-01-01";
    const Exemption exemption = parse_exemption(row);
    BOOST_TEST(exemption.id == 7);
    BOOST_TEST(exemption.rules.text() == "user_id_text");
    BOOST_TEST(exemption.schema.text() == "app");
    BOOST_TEST(exemption.object.text() == "files");
    BOOST_TEST(exemption.column.value().text() == "user_*");
    BOOST_TEST(exemption.value.value() == "uuid");
    BOOST_TEST(exemption.reason == "Known.");
    BOOST_TEST(exemption.until == now);
    BOOST_TEST(exemption.until_text == "2027-01-01");
    const Exemption open = parse_exemption(of_files());
    BOOST_TEST(!open.column.has_value());
    BOOST_TEST(!open.value.has_value());
    BOOST_TEST(!open.has_expired(no_end - 1));
}

BOOST_AUTO_TEST_CASE(one_of_an_object_waives_its_own_breaches_and_its_columns) {
    BOOST_TEST(found({of_files()}) == 1);
    BOOST_TEST(found({of_files()}, {.column = ""}) == 1);
    BOOST_TEST(found({of_files()}, {.object = "logs"}) == 0);
    BOOST_TEST(found({of_files()}, {.schema = "other"}) == 0);
    BOOST_TEST(found({}) == 0);
}

BOOST_AUTO_TEST_CASE(one_of_a_column_waives_that_alone) {
    ExemptionRow row = of_files();
    row.column_pattern = "user_id";
    BOOST_TEST(found({row}) == 1);
    BOOST_TEST(found({row}, {.column = "owner_id"}) == 0);
    BOOST_TEST(found({row}, {.column = ""}) == 0);
    // All its columns are not the object itself.
    row.column_pattern = "*";
    BOOST_TEST(found({row}, {.column = "owner_id"}) == 1);
    BOOST_TEST(found({row}, {.column = ""}) == 0);
}

BOOST_AUTO_TEST_CASE(one_of_a_value_waives_no_other) {
    ExemptionRow row = of_files();
    row.value = "uuid";
    BOOST_TEST(found({row}) == 1);
    BOOST_TEST(found({row}, {.value = "bigint"}) == 0);
    // Not a pattern.
    row.value = "*";
    BOOST_TEST(found({row}) == 0);
    row.value = "";
    BOOST_TEST(found({row}) == 0);
    BOOST_TEST(found({row}, {.value = ""}) == 1);
}

BOOST_AUTO_TEST_CASE(a_rule_is_named_by_name_pattern_category_or_all) {
    for (const std::string_view rule : {"user_id_text", "MG201", "user_*", "types", "*"}) {
        ExemptionRow row = of_files();
        row.rule = rule;
        BOOST_TEST(found({row}) == 1, rule);
        BOOST_TEST(found({row}, {.rule = "timestamp_shape"}) == (rule == "*" ? 1 : 0), rule);
    }
}

BOOST_AUTO_TEST_CASE(objects_and_columns_are_named_by_patterns) {
    ExemptionRow row = of_files();
    row.schema_pattern = "a??";
    row.object_pattern = "*";
    row.column_pattern = "*_id";
    BOOST_TEST(found({row}) == 1);
    BOOST_TEST(found({row}, {.object = "logs", .column = "owner_id"}) == 1);
    BOOST_TEST(found({row}, {.column = "written_by"}) == 0);
    BOOST_TEST(found({row}, {.schema = "apple"}) == 0);
}

BOOST_AUTO_TEST_CASE(it_counts_until_its_date) {
    BOOST_TEST(!parse_exemption(until(now + 1, 1)).has_expired(now));
    BOOST_TEST(parse_exemption(until(now, 1)).has_expired(now));
    BOOST_TEST(parse_exemption(until(now - 1, 1)).has_expired(now));
}

BOOST_AUTO_TEST_CASE(one_that_has_expired_is_found_where_no_other_is) {
    BOOST_TEST(found({until(now, 1)}) == 1);
    // Its rule, its object, its column and its value must be right all the same.
    BOOST_TEST(found({until(now, 1)}, {.object = "logs"}) == 0);
}

BOOST_AUTO_TEST_CASE(one_that_counts_comes_before_one_that_has_expired) {
    ExemptionRow of_all = until(no_end, 2);
    of_all.schema_pattern = "*";
    of_all.object_pattern = "*";
    for (const ExemptionRow& live : {until(now + 1, 2), until(no_end, 2), of_all}) {
        BOOST_TEST(found({until(now, 1), live}) == 2);
        BOOST_TEST(found({live, until(now, 1)}) == 2);
    }
}

BOOST_AUTO_TEST_CASE(of_several_the_one_that_lasts_longest_is_found) {
    for (const std::int64_t later : {now - 1, now + 2}) {
        BOOST_TEST(found({until(later, 1), until(later - 10, 2)}) == 1);
        BOOST_TEST(found({until(later - 10, 2), until(later, 1)}) == 1);
    }
}

BOOST_AUTO_TEST_CASE(all_that_may_hold_for_an_object_are_listed) {
    ExemptionRow column = of_files(2);
    column.column_pattern = "user_id";
    ExemptionRow other = of_files(3);
    other.object_pattern = "logs";
    ExemptionRow general = of_files(4);
    general.schema_pattern = "*";
    general.object_pattern = "*";
    const ExemptionRow rows[] = {of_files(1), column, other, general};
    std::vector<std::int64_t> ids;
    Exemptions(rows).each_at("app", "files", [&ids](const Exemption& exemption) { ids.push_back(exemption.id); });
    std::ranges::sort(ids);
    const std::vector<std::int64_t> expected = {1, 2, 4};
    BOOST_TEST(ids == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_row_is_checked_before_it_is_stored) {
    ExemptionRow row = of_files();
    row.rule = "user_id_tex";
    is_refused(row, "rule \"user_id_tex\" does not exist",
               "Perhaps you mean \"user_id_text\". SELECT code, name FROM mana_guard.rules lists the rules.");
    constexpr std::string_view pattern_hint = "Write a name, a pattern such as 'log_*', or '*' for all.";
    row = of_files();
    row.schema_pattern = "";
    is_refused(row, "schema_pattern is empty and matches nothing", pattern_hint);
    row = of_files();
    row.object_pattern = "";
    is_refused(row, "object_pattern is empty and matches nothing", pattern_hint);
    row = of_files();
    row.column_pattern = "";
    is_refused(row, "column_pattern is empty and matches nothing", pattern_hint);
    for (const std::string_view reason : {std::string_view{}, std::string_view{""}, std::string_view{" \t\r\n"}}) {
        row = of_files();
        row.reason = reason;
        is_refused(row, "the reason is empty", "Say why, for whoever reads this in a year.");
    }
}

BOOST_AUTO_TEST_CASE(a_damaged_row_is_named_with_its_fault_and_the_way_out) {
    ExemptionRow damaged = of_files(9);
    damaged.rule = "nonsense";
    const ExemptionRow rows[] = {of_files(), damaged};
    const auto is_named = [](const PolicyError& error) {
        BOOST_TEST(std::string_view(error.what()) ==
                   "row 9 of mana_guard.exemptions is damaged: rule \"nonsense\" does not exist");
        BOOST_TEST(error.hint() == "Fix it, or run DELETE FROM mana_guard.exemptions WHERE id = 9.");
        return true;
    };
    const Exemptions exemptions{rows};
    const Rule& rule = *rule_named("MG201");
    for (int time = 0; time < 2; ++time) {
        BOOST_CHECK_EXCEPTION(static_cast<void>(exemptions.of({rule, "app", "files", "user_id", "uuid"})), PolicyError,
                              is_named);
    }
    BOOST_CHECK_EXCEPTION(exemptions.check(), PolicyError, is_named);
    // Nobody needs it elsewhere.
    BOOST_TEST(exemptions.of({rule, "app", "logs", "user_id", "uuid"}) == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()

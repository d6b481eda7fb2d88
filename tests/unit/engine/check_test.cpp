#include "wall_support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(the_wall_checks)

namespace {

ObjectName split(std::string_view text, Arena& arena) {
    ObjectName name;
    Failure failure;
    BOOST_TEST((split_name(text, arena.allocator(), &name, &failure) == Outcome::Done));
    return name;
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts_of_a_failure_are_cut_between_characters) {
    for (std::size_t shift = 0; shift < 3; ++shift) {
        std::string name(shift, 'a');
        for (int i = 0; i < 400; ++i) name += "é";
        const PolicyRow row{.rule = name};
        Arena arena;
        const char* rule = nullptr;
        Failure failure;
        BOOST_TEST((check(row, arena.allocator(), &rule, &failure) == Outcome::Refused));
        const std::string_view message = failure.message;
        BOOST_TEST(message.size() >= sizeof failure.message - 2);
        BOOST_TEST(message.size() < sizeof failure.message);
        BOOST_TEST(message.ends_with("é"));
    }
}

BOOST_AUTO_TEST_CASE(a_row_is_checked_and_its_rule_named) {
    Arena arena;
    const char* rule = nullptr;
    Failure failure;
    BOOST_TEST((check(PolicyRow{.rule = "MG302"}, arena.allocator(), &rule, &failure) == Outcome::Done));
    BOOST_TEST(rule == std::string_view("timestamp_shape"));
    BOOST_TEST((check(PolicyRow{.rule = "MG302", .severity = "fatal"}, arena.allocator(), &rule, &failure) ==
                Outcome::Refused));
    BOOST_TEST(std::string_view(failure.message) == "invalid severity \"fatal\"");
    BOOST_TEST(std::string_view(failure.hint) == "A severity is off, log, warn or error.");
}

BOOST_AUTO_TEST_CASE(checking_a_row_survives_without_memory) {
    const PolicyRow right{.rule = "MG201", .params = R"({"columns": ["a name that is longer than short ones", "b"]})"};
    const PolicyRow wrong{.rule = "MG201", .params = R"({"columns": ["a name that is longer than short ones", 1]})"};
    for (const PolicyRow& row : {right, wrong}) {
        survives_without_memory([&row](Allocator allocator, Failure* failure) {
            const char* rule = nullptr;
            return check(row, allocator, &rule, failure);
        });
    }
}

BOOST_AUTO_TEST_CASE(an_exemption_is_checked_and_its_rule_named) {
    Arena arena;
    const char* rule = nullptr;
    Failure failure;
    const ExemptionRow right{.rule = "MG302", .reason = "Known."};
    BOOST_TEST((check(right, arena.allocator(), &rule, &failure) == Outcome::Done));
    BOOST_TEST(text(rule) == "timestamp_shape");
    rule = nullptr;
    const ExemptionRow blank{.rule = "MG302", .reason = " "};
    BOOST_TEST((check(blank, arena.allocator(), &rule, &failure) == Outcome::Refused));
    BOOST_TEST(rule == nullptr);
    BOOST_TEST(text(failure.message) == "the reason is empty");
    BOOST_TEST(text(failure.hint) == "Say why, for whoever reads this in a year.");
}

BOOST_AUTO_TEST_CASE(checking_an_exemption_survives_without_memory) {
    const ExemptionRow right{.rule = "MG302",
                             .object_pattern = "a table with a name that is rather long",
                             .column_pattern = "a column with a name that is rather long",
                             .reason = "Known since the beginning of all things."};
    ExemptionRow wrong = right;
    wrong.column_pattern = "";
    for (const ExemptionRow& row : {right, wrong}) {
        survives_without_memory([&row](Allocator allocator, Failure* failure) {
            const char* rule = nullptr;
            return check(row, allocator, &rule, failure);
        });
    }
}

BOOST_AUTO_TEST_CASE(a_registration_is_checked) {
    Failure failure;
    BOOST_TEST((check(RegistryRow{.service = "shop", .schema_name = "shop"}, &failure) == Outcome::Done));
    BOOST_TEST((check(RegistryRow{.schema_name = "shop"}, &failure) == Outcome::Refused));
    BOOST_TEST(text(failure.message) == "service is empty");
    BOOST_TEST(text(failure.hint) == "Write the service that the schema belongs to, such as 'mana-auth'.");
}

BOOST_AUTO_TEST_CASE(a_profile_is_checked) {
    Failure failure;
    BOOST_TEST((check_profile("strict", &failure) == Outcome::Done));
    BOOST_TEST((check_profile("strikt", &failure) == Outcome::Refused));
    BOOST_TEST(text(failure.message) == "profile \"strikt\" does not exist");
    BOOST_TEST(text(failure.hint) ==
               "Perhaps you mean \"strict\". There are guidelines, mana_platform, mana_sync, strict, migrations, "
               "general, squawk, strong_migrations, supabase, dont_do_this, gitlab, agents.");
}

// Neither takes anything of the caller's.
BOOST_AUTO_TEST_CASE(checking_a_registration_and_a_profile_survives_a_core_without_memory) {
    long shortages = runs_out_everywhere([](long n) {
        Failure failure;
        const Shortage shortage(n);
        const Outcome outcome = check(RegistryRow{.service = " ", .schema_name = "shop"}, &failure);
        return std::pair(outcome, shortage.has_struck());
    });
    BOOST_TEST(shortages > 0);
    for (const std::string_view name : {"migrations", "nonsense"}) {
        shortages = runs_out_everywhere([name](long n) {
            Failure failure;
            const Shortage shortage(n);
            const Outcome outcome = check_profile(name, &failure);
            return std::pair(outcome, shortage.has_struck());
        });
        BOOST_TEST(shortages > 0);
    }
}

BOOST_AUTO_TEST_CASE(a_name_is_taken_apart) {
    Arena arena;
    const ObjectName column = split(R"(App."My Files".user_*)", arena);
    BOOST_TEST(text(column.schema) == "app");
    BOOST_TEST(text(column.object) == "My Files");
    BOOST_TEST(text(column.column) == "user_*");
    const ObjectName object = split("app.files", arena);
    BOOST_TEST(text(object.object) == "files");
    BOOST_TEST(object.column == nullptr);
    const ObjectName schema = split("app.*", arena);
    BOOST_TEST(text(schema.schema) == "app");
    BOOST_TEST(text(schema.object) == "*");
    ObjectName none;
    Failure failure;
    BOOST_TEST((split_name("a.b.c.d", arena.allocator(), &none, &failure) == Outcome::Refused));
    BOOST_TEST(none.schema == nullptr);
    BOOST_TEST(text(failure.message) == "\"a.b.c.d\" is not an object name");
    BOOST_TEST(text(failure.hint) ==
               "Write 'schema.table', 'schema.table.column' or 'schema.*'; put double quotes around names that SQL "
               "would fold.");
}

BOOST_AUTO_TEST_CASE(taking_a_name_apart_survives_without_memory) {
    for (const std::string_view name : {"a_schema_with_a_long_name.a_table_with_a_long_name.a_column", "app.."}) {
        survives_without_memory([name](Allocator allocator, Failure* failure) {
            ObjectName parts;
            return split_name(name, allocator, &parts, failure);
        });
    }
}

BOOST_AUTO_TEST_CASE(rules_are_selected_as_by_a_row) {
    const auto selected = [](std::string_view rule) {
        Arena arena;
        std::span<const char* const> names;
        Failure failure;
        const Outcome outcome = list_selected(rule, arena.allocator(), &names, &failure);
        std::string all = outcome == Outcome::Done ? "" : failure.message;
        for (const char* name : names) all += std::string(name) + " ";
        return all;
    };
    BOOST_TEST(selected("MG201") == "user_id_text ");
    BOOST_TEST(selected("user_id_*") == "user_id_text user_id_index ");
    BOOST_TEST(selected("user_id_%") == "rule \"user_id_%\" does not exist");
    BOOST_TEST(selected("types").starts_with("user_id_text user_reference_text "));
    survives_without_memory([](Allocator allocator, Failure* failure) {
        std::span<const char* const> names;
        return list_selected("types", allocator, &names, failure);
    });
}

BOOST_AUTO_TEST_CASE(names_are_matched_with_patterns) {
    BOOST_TEST(matches_pattern("log_*", "log_1"));
    BOOST_TEST(matches_pattern("*", ""));
    BOOST_TEST(!matches_pattern("log_?", "log_12"));
}

BOOST_AUTO_TEST_SUITE_END()

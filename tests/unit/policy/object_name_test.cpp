#include "policy/object_name.hpp"

#include <boost/test/unit_test.hpp>

#include "policy/error.hpp"

using namespace mana_guard;

BOOST_AUTO_TEST_SUITE(policy_object_name)

namespace {

using Parts = std::vector<std::string>;

void splits(std::string_view text, const Parts& expected) {
    const Parts parts = split_object_name(text);
    BOOST_TEST(parts == expected, boost::test_tools::per_element());
}

void is_refused(std::string_view text) {
    BOOST_CHECK_EXCEPTION(split_object_name(text), PolicyError, [text](const PolicyError& error) {
        BOOST_TEST(error.what() == "\"" + std::string(text) + "\" is not an object name");
        BOOST_TEST(error.hint() ==
                   "Write 'schema.table', 'schema.table.column' or 'schema.*'; put double quotes around names that SQL "
                   "would fold.");
        return true;
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_name_has_two_or_three_parts) {
    // Whether a schema or a table is meant can't be told.
    is_refused("app");
    splits("app.files", {"app", "files"});
    splits("app.files.user_id", {"app", "files", "user_id"});
    is_refused("app.files.user_id.more");
}

BOOST_AUTO_TEST_CASE(letters_are_folded_as_in_sql) {
    splits("App.FILES.User_Id", {"app", "files", "user_id"});
    // Beyond ASCII nothing is.
    splits("App.Äpfel", {"app", "Äpfel"});
}

BOOST_AUTO_TEST_CASE(between_double_quotes_all_stands_for_itself) {
    splits(R"("App"."My Files"."User.Id")", {"App", "My Files", "User.Id"});
    splits(R"(app."Files")", {"app", "Files"});
    splits(R"("say ""so""".files)", {R"(say "so")", "files"});
    splits(R"("""".files)", {R"(")", "files"});
}

BOOST_AUTO_TEST_CASE(a_part_may_be_a_pattern) {
    splits("app.*", {"app", "*"});
    splits("*.log_?.*_id", {"*", "log_?", "*_id"});
}

BOOST_AUTO_TEST_CASE(an_empty_part_is_refused) {
    for (const std::string_view text : {"", ".", "app.", ".files", "app..files", "app.files.", R"("")", R"(app."")"}) {
        is_refused(text);
    }
}

BOOST_AUTO_TEST_CASE(quotes_must_be_whole) {
    for (const std::string_view text : {R"(")", R"("app)", R"(app.")", R"("app"files)", R"(app"x")", R"("a""b)"}) {
        is_refused(text);
    }
}

BOOST_AUTO_TEST_CASE(blanks_are_no_part_of_a_name_that_is_not_quoted) {
    for (const std::string_view text :
         {"app .files", " app.files", "app.files ", "my files", "app.files\n", "app\t.files"}) {
        is_refused(text);
    }
}

BOOST_AUTO_TEST_SUITE_END()

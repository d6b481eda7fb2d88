#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(identifier_length)

namespace {

constexpr auto rule = "identifier_length";

// Spelled with as many letters more as it says.
struct Cut : OfTable {
    std::string name = std::string(63, 'n');
    std::string written = name + "_and_more";

    Cut() : OfTable(CommandKind::CutName) {
        command.words = "";
        command.definition = name;
        command.new_name = written;
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_name_that_is_cut_is_found) {
    const Cut cut;
    const auto found = findings_of(rule, cut.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "table app.files is written as " + cut.written + ", but PostgreSQL keeps only 63 bytes");
    BOOST_TEST(found[0].value == cut.name);
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(so_is_that_of_a_column_or_an_index) {
    Cut cut;
    cut.named(cut.name).command.words = "column";
    const auto found = findings_of(rule, cut.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == cut.name);
    BOOST_TEST(found[0].part_type == "column");
    BOOST_TEST(found[0].message == "column " + cut.name + " of table app.files is written as " + cut.written +
                                       ", but PostgreSQL keeps only 63 bytes");
}

BOOST_AUTO_TEST_CASE(a_character_is_cut_as_a_whole) {
    Cut cut;
    cut.command.definition = cut.command.definition.substr(0, 61);
    BOOST_TEST(findings_of(rule, cut.command).at(0).message.ends_with("PostgreSQL keeps only 61 bytes"));
}

BOOST_AUTO_TEST_CASE(it_warns_unless_told_otherwise) {
    const Cut cut;
    const auto found = findings_of(rule, cut.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_SUITE_END()

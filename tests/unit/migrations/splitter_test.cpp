#include "migrations/splitter.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using mana_guard::Additions;
using mana_guard::Piece;
using mana_guard::PieceKind;
using mana_guard::split_statements;

namespace {

constexpr Additions psql{.has_psql_commands = true, .has_copy_data = true};

// The pieces without what comes before their first token; the joined pieces are the text.
std::vector<std::string> bodies(std::string_view text, Additions additions = psql) {
    std::vector<std::string> found;
    std::string joined;
    for (const Piece& piece : split_statements(text, additions)) {
        joined += piece.in(text);
        if (piece.kind != PieceKind::Blank) found.emplace_back(piece.body_in(text));
    }
    BOOST_TEST(joined == text);
    return found;
}

// That this is a single statement, whatever semicolons it holds, and that another can follow it.
void is_one(const std::string& statement) {
    const std::vector<std::string> found = bodies(statement + " SELECT 2;");
    BOOST_REQUIRE(found.size() == 2U);
    BOOST_TEST(found[0] == statement);
    BOOST_TEST(found[1] == "SELECT 2;");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(splitter)

BOOST_AUTO_TEST_CASE(a_semicolon_ends_a_statement) {
    BOOST_TEST(bodies("SELECT 1; SELECT 2") == (std::vector<std::string>{"SELECT 1;", "SELECT 2"}),
               boost::test_tools::per_element());
    BOOST_TEST(bodies("").empty());
    BOOST_TEST(bodies(" ;; -- nothing;\n /* ; */ ;").empty());
}

BOOST_AUTO_TEST_CASE(a_semicolon_in_quotes_ends_nothing) {
    is_one("SELECT ';';");
    is_one("SELECT 'it''s;' ;");
    is_one("SELECT 'a\\';");
    is_one("SELECT E'a\\';' ;");
    is_one("SELECT e'it''s\\';' ;");
    is_one("SELECT E'a'\n  ';\\';' ;");
    is_one("SELECT E'a' -- more\n  ';\\';' ;");
    is_one("SELECT U&'d\\0061t\\';");
    is_one("SELECT U&\"a;\\0062\" ;");
    is_one("SELECT \"a;\"\"b;\" ;");
    is_one("SELECT B'1;' ;");
}

BOOST_AUTO_TEST_CASE(a_name_that_ends_in_e_begins_no_escape_string) {
    is_one("SELECT date'\\';");
    is_one("SELECT 1 AS e, '\\';");
}

BOOST_AUTO_TEST_CASE(dollar_quotes_end_with_their_own_tag) {
    is_one("DO $$ BEGIN; END $$;");
    is_one("DO $a$ $$;$b$;$ab$;$A$; $a$;");
    is_one("SELECT a$b$, ';$b$' ;");
    is_one("PREPARE p AS SELECT $1, $2;");
    is_one("DO $\xC3\xA9_1$ ; $\xC3\xA9_1$;");
}

BOOST_AUTO_TEST_CASE(comments_are_nested) {
    is_one("SELECT /* ; /* ; */ ; ' */ 1;");
    is_one("SELECT 1 -- ;'\n;");
    is_one("SELECT 1--;\r+ 1;");
    is_one("SELECT 1 /*/ ; */ ;");
}

BOOST_AUTO_TEST_CASE(parentheses_hold_the_statements_of_a_rule) {
    is_one("CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2;);");
    BOOST_TEST(bodies("SELECT ); SELECT 2;").size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_body_in_standard_sql_ends_with_its_end) {
    is_one("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END;");
    is_one("create or replace procedure p() begin atomic insert into t values (1); end;");
    is_one("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; SELECT t.case FROM t; END;");
}

BOOST_AUTO_TEST_CASE(only_a_routine_has_such_a_body) {
    BOOST_TEST(bodies("BEGIN; SELECT 1; END;").size() == 3U);
    BOOST_TEST(bodies("CREATE TABLE begin (atomic int); SELECT 1;").size() == 2U);
    is_one("CREATE FUNCTION f(begin int) RETURNS int LANGUAGE sql AS 'SELECT 1';");
}

BOOST_AUTO_TEST_CASE(rows_follow_copy_from_stdin) {
    const std::string text = "COPY t (a) FROM stdin;\n1;'\n\\N\n\\.\nSELECT 1;";
    const std::vector<Piece> pieces = split_statements(text, psql);
    BOOST_REQUIRE(pieces.size() == 3U);
    BOOST_TEST((pieces[1].kind == PieceKind::CopyData));
    BOOST_TEST(pieces[1].in(text) == "\n1;'\n\\N\n\\.\n");
    BOOST_TEST(bodies("COPY t FROM 'stdin'; SELECT 1;").size() == 2U);
    BOOST_TEST(bodies("COPY (SELECT 1 FROM stdin) TO STDOUT; SELECT 1;").size() == 2U);
    BOOST_TEST(bodies("COPY t FROM STDIN; SELECT 1;", Additions{}).size() == 2U);
    BOOST_TEST(bodies("COPY t FROM STDIN;\n1").size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_backslash_begins_a_command_of_psql) {
    const std::vector<std::string> found = bodies("\\set a ';'\nSELECT 1 \\gexec\nSELECT 2;\\echo x; y");
    BOOST_TEST(
        found == (std::vector<std::string>{"\\set a ';'\n", "SELECT 1 ", "\\gexec\n", "SELECT 2;", "\\echo x; y"}),
        boost::test_tools::per_element());
    BOOST_TEST(bodies("\\echo a\nSELECT 1;", Additions{}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_does_not_end_reaches_to_the_end) {
    for (const std::string_view text :
         {"SELECT 'a;", "SELECT E'a\\", "SELECT $a$;$b$", "SELECT /* ;", "SELECT (;", "\\"}) {
        BOOST_TEST(bodies(text).size() == 1U);
    }
}

BOOST_AUTO_TEST_SUITE_END()

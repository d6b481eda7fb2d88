#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(column_shape)

namespace {

constexpr std::string_view rule = "column_shape";

// What the rule says of this column where the policy has this one shape.
std::vector<Finding> found_of(const Column& one, std::string_view shape, ObjectKind kind = ObjectKind::Table) {
    static std::deque<House> houses;
    static std::deque<std::string> texts;
    static Sample sample{};
    texts.push_back(R"({"shapes": [)" + std::string(shape) + "]}");
    houses.emplace_back(std::initializer_list<PolicyRow>{{.rule = rule, .severity = "error", .params = texts.back()}});
    sample.columns = {one};
    sample.table.columns = sample.columns;
    sample.table.kind = kind;
    return findings_of(rule, sample.table, houses.back());
}

constexpr std::string_view tenant = R"({"columns": ["tenant_id"], "types": ["uuid", "text"], "not_null": true})";
constexpr std::string_view state =
    R"({"columns": ["state"], "types": ["text"], "not_null": true, "default": "'draft'"})";

Column with_default(Column made, std::string_view value) {
    made.default_kind = DefaultKind::Constant;
    made.default_value = value;
    return made;
}

Column with_default(Column made, DefaultKind kind) {
    made.default_kind = kind;
    return made;
}

bool may_be(std::string_view asked, const Column& one) {
    return found_of(one, R"({"columns": ["*"], "default": ")" + std::string(asked) + R"("})").empty();
}

bool may_have_type(std::string_view asked, const Column& one) {
    return found_of(one, R"({"columns": ["*"], "types": [")" + std::string(asked) + R"("]})").empty();
}

}  // namespace

BOOST_AUTO_TEST_CASE(other_columns_are_not_asked_and_none_must_be_there) {
    BOOST_TEST(found_of(column("id", "integer"), tenant).empty());
    const House on{{.rule = rule, .severity = "error"}};
    const Sample sample{column("tenant_id", "integer")};
    BOOST_TEST(findings_of(rule, sample.table, on).empty());
}

BOOST_AUTO_TEST_CASE(the_shape_passes) {
    BOOST_TEST(found_of(column("tenant_id", "uuid"), tenant).empty());
    BOOST_TEST(found_of(column("tenant_id", Type{"app.tenant", "text", "text", {}}), tenant).empty());
    BOOST_TEST(found_of(with_default(column("state", "text"), "draft"), state).empty());
}

BOOST_AUTO_TEST_CASE(another_type_is_found) {
    const auto found = found_of(column("tenant_id", "bigint"), tenant);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column tenant_id of table app.files is bigint instead of uuid or text");
    BOOST_TEST(found[0].value == "bigint");
    BOOST_TEST(found[0].definition == "tenant_id uuid NOT NULL");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN tenant_id TYPE uuid USING tenant_id::uuid;");
    const Type array{"uuid[]", "uuid[]", "uuid", {}};
    BOOST_TEST(found_of(column("tenant_id", array), tenant).size() == 1U);
    BOOST_TEST(
        found_of(column("tags", Type{"text[]", "text[]", "text", {}}), R"({"columns": ["tags"], "types": ["text[]"]})")
            .empty());
}

BOOST_AUTO_TEST_CASE(types_are_known_by_all_their_names) {
    const Column number = column("x", Type{"integer", "integer", "integer", "int4"});
    for (const std::string_view name : {"int", "int4", "integer", "int*"})
        BOOST_TEST(may_have_type(name, number), name);
    BOOST_TEST(!may_have_type("bigint", number));
    const Column amount = column("x", Type{"numeric(12,2)", "numeric", "numeric", {}});
    BOOST_TEST(may_have_type("numeric(12,2)", amount));
    BOOST_TEST(!may_have_type("numeric(10,2)", amount));
    const Column many = column("x", Type{"integer[]", "integer[]", "integer", "int4"});
    BOOST_TEST(may_have_type("int4[]", many));
    BOOST_TEST(!may_have_type("int4", many));
}

BOOST_AUTO_TEST_CASE(a_nullable_one_is_filled_with_the_default) {
    Column one = with_default(column("state", "text"), "draft");
    one.not_null = false;
    const auto found = found_of(one, state);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column state of table app.files is nullable");
    BOOST_TEST(found[0].definition == "state text NOT NULL DEFAULT 'draft'");
    BOOST_TEST(found[0].fix ==
               "UPDATE app.files SET state = 'draft' WHERE state IS NULL; "
               "ALTER TABLE app.files ALTER COLUMN state SET NOT NULL;");
    Column without = column("tenant_id", "uuid");
    without.not_null = false;
    BOOST_TEST(found_of(without, tenant).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(not_null_may_be_unwanted) {
    const auto found = found_of(column("note", "text"), R"({"columns": ["note"], "not_null": false})");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column note of table app.files is NOT NULL");
    BOOST_TEST(found[0].value == "not null");
    BOOST_TEST(found[0].definition == "note text");
}

BOOST_AUTO_TEST_CASE(a_default_is_missing_or_another) {
    auto found = found_of(column("state", "text"), state);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column state of table app.files has no DEFAULT 'draft'");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN state SET DEFAULT 'draft';");
    found = found_of(with_default(column("state", "text"), "open"), state);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column state of table app.files has a default other than 'draft'");
}

BOOST_AUTO_TEST_CASE(defaults_are_compared_by_what_they_are) {
    const Column one = column("x", "text");
    BOOST_TEST(may_be("now()", with_default(one, DefaultKind::CurrentTime)));
    BOOST_TEST(may_be("CURRENT_TIMESTAMP", with_default(one, DefaultKind::CurrentTime)));
    BOOST_TEST(!may_be("now()", with_default(one, DefaultKind::Other)));
    BOOST_TEST(!may_be("0", with_default(one, DefaultKind::CurrentTime)));
    BOOST_TEST(may_be("gen_random_uuid()", with_default(one, DefaultKind::Uuid)));
    BOOST_TEST(!may_be("0", with_default(one, DefaultKind::Uuid)));
    BOOST_TEST(may_be("nextval('app.ids')", with_default(one, DefaultKind::Sequence)));
    BOOST_TEST(may_be("FALSE", with_default(one, "false")));
    BOOST_TEST(may_be("'{}'::jsonb", with_default(one, "{}")));
    BOOST_TEST(may_be("0::bigint", with_default(one, "0")));
    BOOST_TEST(may_be("'it''s'", with_default(one, "it's")));
    BOOST_TEST(!may_be("'Draft'", with_default(one, "draft")));
    BOOST_TEST(!may_be("lower('x')", with_default(one, "x")));
    BOOST_TEST(may_be("lower('x')", with_default(one, DefaultKind::Other)));
    BOOST_TEST(may_be("null", one));
    BOOST_TEST(may_be("0", with_default(one, DefaultKind::Generated)));
}

BOOST_AUTO_TEST_CASE(of_a_foreign_table_the_type_counts) {
    Column one = column("state", "integer");
    one.not_null = false;
    const auto found = found_of(one, state, ObjectKind::ForeignTable);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "integer");
}

BOOST_AUTO_TEST_CASE(what_is_inherited_is_the_parents_matter) {
    Column one = column("tenant_id", "bigint");
    one.inherited = true;
    BOOST_TEST(found_of(one, tenant).empty());
}

BOOST_AUTO_TEST_SUITE_END()

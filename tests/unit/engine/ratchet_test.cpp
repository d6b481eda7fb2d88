#include "engine/ratchet.hpp"

#include "engine/inspect.hpp"
#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(engine_ratchet)

namespace {

using Lines = std::vector<std::string>;

// A table before a command and after it, which at first is the same.
struct Altered {
    Sample before;
    Sample after;

    explicit Altered(std::initializer_list<Column> with) : Altered(with, with) {}
    Altered(std::initializer_list<Column> had, std::initializer_list<Column> has) : before(had), after(has) {
        after.table.before = &before.table;
    }
    Altered(const Altered&) = delete;
    Altered& operator=(const Altered&) = delete;

    void is_now(std::string_view schema, std::string_view name) {
        after.table.schema = schema;
        after.table.name = name;
    }
};

// "MG201 user_id" and its like.
Lines lines_of(const std::vector<Finding>& findings) {
    Lines lines;
    for (const Finding& finding : findings) {
        lines.push_back(fmt::format("{} {}", finding.rule->code,
                                    finding.column == nullptr ? finding.object->name : finding.column->name));
    }
    return lines;
}

// What is told and what is only mentioned.
void gives(const Change& change, const Policy& policy, const Lines& told, const Lines& mentioned) {
    const Inspection inspection = inspect(change, policy);
    BOOST_TEST(lines_of(inspection.findings) == told, boost::test_tools::per_element());
    BOOST_TEST(lines_of(inspection.mentioned) == mentioned, boost::test_tools::per_element());
}

// These rules alone.
const Policy& few_rules() {
    static const House policy{{.rule = "*", .severity = "off"},
                              {.rule = "no_table_in_public", .severity = "error"},
                              {.rule = "user_id_text", .severity = "error"},
                              {.rule = "timestamp_shape", .severity = "error"}};
    return policy;
}

void gives(const Altered& altered, const Lines& told, const Lines& mentioned) {
    gives(statement(altered.after), few_rules(), told, mentioned);
}

Column numbered(std::uint32_t number, Column column) {
    column.number = number;
    return column;
}

// timestamptz, but nullable.
Column nullable(Column column) {
    column.not_null = false;
    return column;
}

const Lines none;

}  // namespace

BOOST_AUTO_TEST_CASE(what_stood_before_is_only_mentioned) {
    gives(Altered{column("user_id", "uuid")}, none, {"MG201 user_id"});
    gives(Altered{column("user_id", "text")}, none, none);
}

BOOST_AUTO_TEST_CASE(what_the_command_brings_is_told) {
    gives(Altered({}, {column("user_id", "uuid")}), {"MG201 user_id"}, none);
    gives(Altered({column("user_id", "text")}, {column("user_id", "uuid")}), {"MG201 user_id"}, none);
    gives(Altered({column("user_id", "uuid")}, {column("user_id", "uuid"), column("created_at", "date")}),
          {"MG302 created_at", "MG302 created_at"}, {"MG201 user_id"});
}

BOOST_AUTO_TEST_CASE(another_wrong_type_is_new) {
    gives(Altered({column("user_id", "uuid")}, {column("user_id", "bigint")}), {"MG201 user_id"}, none);
}

BOOST_AUTO_TEST_CASE(who_mends_a_part_is_not_blamed_for_the_rest) {
    Column before = nullable(column("created_at", "timestamp without time zone"));
    // No default, nullable, the wrong type; then NOT NULL is set.
    gives(Altered({before}, {column("created_at", "timestamp without time zone")}), none,
          {"MG302 created_at", "MG302 created_at"});
    // And the one who drops it again is.
    gives(Altered({timestamp("created_at")}, {nullable(timestamp("created_at"))}), {"MG302 created_at"}, none);
}

BOOST_AUTO_TEST_CASE(a_mended_table_has_nothing_to_mention) {
    gives(Altered({column("user_id", "uuid")}, {column("user_id", "text")}), none, none);
}

BOOST_AUTO_TEST_CASE(a_renamed_table_brings_nothing) {
    Altered altered{column("user_id", "uuid")};
    altered.is_now("app", "documents");
    gives(altered, none, {"MG201 user_id"});
}

BOOST_AUTO_TEST_CASE(a_renamed_column_brings_what_its_name_brings) {
    const House two_names{{.rule = "*", .severity = "off"},
                          {.rule = "MG201", .severity = "error", .params = R"({"columns": ["user_id", "uid"]})"}};
    const Altered both({column("uid", "uuid")}, {column("user_id", "uuid")});
    gives(statement(both.after), two_names, none, {"MG201 user_id"});
    // Under its old name it was no user's id.
    gives(Altered({column("uid", "uuid")}, {column("user_id", "uuid")}), {"MG201 user_id"}, none);
}

BOOST_AUTO_TEST_CASE(a_column_of_the_same_name_may_be_another) {
    Altered altered({column("user_id", "uuid")}, {column("user_id", "uuid")});
    altered.after.columns[0].number = 2;
    gives(altered, {"MG201 user_id"}, none);
    Altered swapped({numbered(1, column("a", "text")), numbered(2, column("user_id", "uuid"))},
                    {numbered(1, column("user_id", "uuid")), numbered(2, column("a", "text"))});
    gives(swapped, {"MG201 user_id"}, none);
}

BOOST_AUTO_TEST_CASE(a_table_that_moves_into_public_is_refused) {
    Altered altered{column("user_id", "uuid")};
    altered.is_now("public", "files");
    gives(altered, {"MG101 files"}, {"MG201 user_id"});
}

BOOST_AUTO_TEST_CASE(a_table_that_stays_in_public_is_only_mentioned) {
    Altered altered{column("id", "uuid")};
    altered.before.table.schema = "public";
    altered.is_now("public", "files");
    gives(altered, none, {"MG101 files"});
}

// Each state is judged by what holds at its own place.
BOOST_AUTO_TEST_CASE(a_table_that_moves_to_where_a_rule_holds_brings_the_breach) {
    const House house{{.rule = "*", .severity = "off"},
                      {.rule = "MG201", .schema_pattern = "app", .severity = "error"},
                      {.rule = "MG201", .object_pattern = "tmp_*", .severity = "off"}};
    Altered moved{column("user_id", "uuid")};
    moved.before.table.schema = "attic";
    gives(statement(moved.after), house, {"MG201 user_id"}, none);
    Altered renamed{column("user_id", "uuid")};
    renamed.before.table.name = "tmp_files";
    gives(statement(renamed.after), house, {"MG201 user_id"}, none);
    Altered away{column("user_id", "uuid")};
    away.is_now("attic", "files");
    gives(statement(away.after), house, none, none);
}

BOOST_AUTO_TEST_CASE(a_detached_partition_did_nothing_wrong) {
    Altered altered{column("user_id", "uuid")};
    altered.before.table.is_partition = true;
    gives(altered, none, {"MG201 user_id"});
}

BOOST_AUTO_TEST_CASE(nor_did_one_for_what_its_parent_gave_it) {
    static const House house{{.rule = "*", .severity = "off"},
                             {.rule = "jsonb", .severity = "error"},
                             {.rule = "index_name", .severity = "error", .timing = "statement"},
                             {.rule = "no_cross_schema_fk", .severity = "error"},
                             {.rule = "volatile_check", .severity = "error"}};
    Altered altered{column("data", "json")};
    altered.before.table.is_partition = true;
    altered.before.columns[0].inherited = true;
    altered.before.index("data_idx", {"data"}).is_inherited = true;
    altered.before.refer(0, "mail.bodies").is_inherited = true;
    Check& check = altered.before.check("is_right");
    check.volatile_function = "app.is_right";
    check.is_inherited = true;
    altered.after.index("data_idx", {"data"});
    altered.after.refer(0, "mail.bodies");
    altered.after.check("is_right").volatile_function = "app.is_right";
    gives(statement(altered.after), house, none, {"MG108 files", "MG204 data", "MG409 files", "MG517 files"});
}

BOOST_AUTO_TEST_CASE(an_attached_partition_is_asked_only_where_it_is) {
    Altered altered{column("user_id", "uuid")};
    altered.after.table.is_partition = true;
    altered.before.table.schema = "public";
    altered.is_now("public", "files");
    gives(altered, none, {"MG101 files"});
}

BOOST_AUTO_TEST_CASE(the_state_before_is_asked_whatever_is_said_to_be_touched_in_it) {
    Altered altered{column("user_id", "uuid")};
    altered.before.table.touched = {};
    gives(altered, none, {"MG201 user_id"});
}

BOOST_AUTO_TEST_CASE(a_table_without_a_state_before_is_told_of) {
    const Sample made{column("user_id", "uuid")};
    gives(statement(made), few_rules(), {"MG201 user_id"}, none);
}

BOOST_AUTO_TEST_CASE(each_table_has_its_own_past) {
    const Altered old{column("user_id", "uuid")};
    const Altered fresh({}, {column("user_id", "uuid")});
    const Table tables[] = {old.after.table, fresh.after.table};
    const Inspection inspection = inspect(statement(tables), few_rules());
    BOOST_REQUIRE_EQUAL(inspection.findings.size(), 1U);
    BOOST_TEST(inspection.findings[0].object == &tables[1]);
    BOOST_REQUIRE_EQUAL(inspection.mentioned.size(), 1U);
    BOOST_TEST(inspection.mentioned[0].object == &tables[0]);
}

BOOST_AUTO_TEST_CASE(the_policy_says_what_becomes_of_what_stood_before) {
    const Altered altered({column("user_id", "uuid")}, {column("user_id", "uuid"), column("created_at", "date")});
    const auto with = [&altered](std::string_view existing) {
        const House house{{.rule = "*", .severity = "off", .existing = existing},
                          {.rule = "MG201", .severity = "error"}};
        std::string told;
        const Inspection inspection = inspect(statement(altered.after), house);
        for (const Finding& finding : inspection.findings) told += name_of(finding.told);
        return fmt::format("{}, {} mentioned", told, inspection.mentioned.size());
    };
    BOOST_TEST(with("ignore") == ", 0 mentioned");
    BOOST_TEST(with("notice") == ", 1 mentioned");
    BOOST_TEST(with("warn") == "warn, 0 mentioned");
    BOOST_TEST(with("enforce") == "error, 0 mentioned");
}

BOOST_AUTO_TEST_CASE(what_is_only_warned_of_needs_no_override) {
    const Altered altered({column("user_id", "uuid")}, {column("user_id", "uuid"), column("created_at", "date")});
    const House house{{.rule = "MG201", .existing = "warn"}, {.rule = "MG302", .severity = "error"}};
    Change change = statement(altered.after);
    change.override_reason = "Incident 7.";
    for (const Finding& finding : inspect(change, house).findings) {
        BOOST_TEST(finding.is_overridden == (finding.rule->code == "MG302"), finding.rule->code);
    }
    // Nor is it told before what is refused.
    change.override_reason = {};
    BOOST_TEST(inspect(change, house).findings.front().rule->code == "MG302");
}

// A NOTICE is louder than the log.
BOOST_AUTO_TEST_CASE(what_would_only_be_logged_is_not_mentioned) {
    const Altered altered{column("user_id", "uuid")};
    const House logging{{.rule = "*", .severity = "off"}, {.rule = "MG201", .severity = "log"}};
    gives(statement(altered.after), logging, none, none);
    Change shadow = statement(altered.after);
    shadow.most_told = Severity::Log;
    gives(shadow, few_rules(), none, none);
    shadow.most_told = Severity::Warn;
    gives(shadow, few_rules(), none, {"MG201 user_id"});
}

BOOST_AUTO_TEST_CASE(what_is_exempt_is_not_even_mentioned) {
    const Altered altered{column("user_id", "uuid")};
    const ExemptionRow exemption{
        .rule = "MG201", .schema_pattern = "app", .object_pattern = "files", .reason = "Known."};
    const Policy policy(PolicySource{.exemptions = {&exemption, 1}});
    for (const Finding& finding : inspect(statement(altered.after), policy).mentioned) {
        BOOST_TEST(finding.rule->code != "MG201");
    }
    // The exemption stays with the name, the breach is no new one.
    Altered renamed{column("user_id", "uuid")};
    renamed.is_now("app", "documents");
    const Inspection inspection = inspect(statement(renamed.after), policy);
    BOOST_TEST(inspection.findings.empty());
    BOOST_TEST(std::ranges::count(inspection.mentioned, std::string_view("MG201"),
                                  [](const Finding& finding) { return finding.rule->code; }) == 1);
}

BOOST_AUTO_TEST_CASE(at_commit_it_is_the_same) {
    const House house{{.rule = "*", .severity = "off"}, {.rule = "MG201", .severity = "error", .timing = "commit"}};
    const Altered old{column("user_id", "uuid")};
    Change change = statement(old.after);
    change.moment = Moment::Commit;
    gives(change, house, none, {"MG201 user_id"});
    const Altered fresh({}, {column("user_id", "uuid")});
    change.tables = {&fresh.after.table, 1};
    gives(change, house, {"MG201 user_id"}, none);
}

BOOST_AUTO_TEST_CASE(an_audit_spares_nothing) {
    const Altered altered{column("user_id", "uuid")};
    Change change = statement(altered.after);
    change.moment = Moment::Audit;
    gives(change, few_rules(), {"MG201 user_id"}, none);
}

BOOST_AUTO_TEST_CASE(a_schema_has_a_past_too_but_what_a_command_does_has_none) {
    const RegistryRow registry[] = {{.service = "other", .schema_name = "other"},
                                    {.service = "shop", .schema_name = "shop", .owner_role = "shop_owner"}};
    const Policy policy(PolicySource{.registry = registry});
    Schema before;
    before.kind = ObjectKind::Schema;
    before.schema = "attic";
    before.identity = "attic";
    before.holds_tables = true;
    Schema after = before;
    after.touched = schema_facts;
    after.before = &before;
    Change change{.schemas = {&after, 1}, .before_is_known = true};
    gives(change, policy, none, {"MG104 "});
    before.holds_tables = false;
    gives(change, policy, {"MG104 "}, none);
    // Who acts in another's schema did so before, and does it again.
    before.schema = "shop";
    after.schema = "shop";
    gives(change, policy, {"MG107 "}, none);
}

BOOST_AUTO_TEST_CASE(the_new_name_of_an_index_adds_nothing_but_a_bad_name) {
    const House policy{{.rule = "*", .severity = "off"},
                       {.rule = "index_width", .severity = "error", .params = R"({"max": 1})"},
                       {.rule = "index_name", .severity = "error", .timing = "statement"}};
    Altered altered({column("a", "text"), column("b", "text")});
    altered.before.index("idx_files_a_b", {"a", "b"}).oid = 7;
    Index& index = altered.after.index("idx_files_by_a", {"a", "b"});
    index.oid = 7;
    const auto gives_codes = [&](const Lines& told, const Lines& mentioned) {
        gives(statement(altered.after), policy, told, mentioned);
    };
    gives_codes({"MG409 files"}, {"MG518 files"});
    // Another one in its place.
    index.oid = 8;
    gives_codes({"MG409 files", "MG518 files"}, {});
}

BOOST_AUTO_TEST_CASE(the_new_name_of_a_constraint_adds_nothing_but_a_bad_name) {
    const House policy{{.rule = "*", .severity = "off"},
                       {.rule = "fk_on_delete", .severity = "error"},
                       {.rule = "volatile_check", .severity = "error"},
                       {.rule = "constraint_name", .severity = "error", .timing = "statement"}};
    Altered altered({column("folder_id", "uuid")});
    altered.before.refer(0, "app.folders").oid = 7;
    altered.before.check("files_check").volatile_function = "app.is_right";
    altered.before.checks[0].oid = 8;
    ForeignKey& key = altered.after.refer(0, "app.folders");
    key.oid = 7;
    key.name = key.quoted_name = "renamed";
    Check& check = altered.after.check("is_right");
    check.volatile_function = "app.is_right";
    check.oid = 8;
    const auto gives_codes = [&](const Lines& told, const Lines& mentioned) {
        gives(statement(altered.after), policy, told, mentioned);
    };
    gives_codes({"MG410 files", "MG410 files"}, {"MG508 files", "MG517 files"});
    // Others in their place.
    key.oid = 9;
    check.oid = 10;
    gives_codes({"MG410 files", "MG410 files", "MG508 files", "MG517 files"}, {});
}

BOOST_AUTO_TEST_CASE(of_two_that_are_the_same_the_new_name_may_decide_which_is_told_of) {
    const House policy{{.rule = "*", .severity = "off"},
                       {.rule = "duplicate_fk", .severity = "error", .timing = "statement"}};
    Altered altered({column("folder_id", "uuid")});
    std::uint32_t oid = 0;
    for (const std::string_view name : {"a", "b"}) {
        ForeignKey& key = altered.before.refer(0, "app.folders");
        key.name = key.quoted_name = name;
        key.oid = ++oid;
    }
    // By name, as the catalog has them; and what they refer to has another name.
    for (const std::string_view name : {"b", "c"}) {
        ForeignKey& key = altered.after.refer(0, "app.drawers");
        key.name = key.quoted_name = name;
        key.oid = name == "b" ? 2 : 1;
    }
    gives(statement(altered.after), policy, none, {"MG516 files"});
    altered.after.foreign_keys[1].oid = 3;
    gives(statement(altered.after), policy, {"MG516 files"}, none);
}

BOOST_AUTO_TEST_CASE(the_new_name_of_a_column_adds_what_it_is_held_to) {
    const House policy{{.rule = "*", .severity = "off"},
                       {.rule = "fk_required", .severity = "error", .timing = "statement"},
                       {.rule = "require_timestamps", .severity = "error"}};
    const auto gives_renamed = [&](std::string_view from, std::string_view to, const Lines& told,
                                   const Lines& mentioned) {
        gives(statement(Altered({column(from, "uuid")}, {column(to, "uuid")}).after), policy, told, mentioned);
    };
    gives_renamed("folder_id", "drawer_id", none, {"MG301 files", "MG301 files", "MG522 drawer_id"});
    gives_renamed("folder", "drawer_id", {"MG522 drawer_id"}, {"MG301 files", "MG301 files"});
    gives_renamed("created_at", "updated_at", {"MG301 files"}, none);
    gives_renamed("created_at", "made_at", {"MG301 files"}, {"MG301 files"});
}

BOOST_AUTO_TEST_SUITE_END()

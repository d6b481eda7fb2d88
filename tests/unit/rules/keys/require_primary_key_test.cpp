#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(require_primary_key)

namespace {

constexpr std::string_view rule = "require_primary_key";

Finding only(const Sample& sample) {
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found.front();
}

// A column "id" that makes its own values where it is a uuid.
Column id(std::string_view of) {
    Column made = column("id", of);
    if (of == "uuid") made.default_kind = DefaultKind::Uuid;
    return made;
}

Index& unique_id(Sample& sample) {
    Index& index = sample.index("idx_files_id", {"id"});
    index.is_unique = true;
    return index;
}

constexpr std::string_view add_key = "ALTER TABLE app.files ADD PRIMARY KEY (id);";

}  // namespace

BOOST_AUTO_TEST_CASE(a_primary_key_passes) {
    Sample sample{id("uuid"), column("name", "text")};
    sample.index("idx_files_name", {"name"});
    sample.primary_key({"id", "name"});
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_table_without_one_gets_a_column_for_it) {
    const Finding found = only(Sample{column("name", "text")});
    BOOST_TEST(found.column == nullptr);
    BOOST_TEST(found.message == "table app.files has no primary key");
    BOOST_TEST(found.fix == "ALTER TABLE app.files ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid();");
    BOOST_TEST(found.definition == "id uuid PRIMARY KEY DEFAULT gen_random_uuid()");
    BOOST_TEST(found.caution.starts_with("MG614"));
}

BOOST_AUTO_TEST_CASE(in_use_its_index_is_built_under_a_name_that_is_free) {
    Sample sample{id("uuid")};
    sample.table.in_use = true;
    sample.index("idx_files_id", {"id"}).predicate_tree = "{}";
    BOOST_TEST(only(sample).cure ==
               "CREATE UNIQUE INDEX CONCURRENTLY idx_files_id_2 ON app.files (id);\n"
               "ALTER TABLE app.files ADD PRIMARY KEY USING INDEX idx_files_id_2;");
    BOOST_TEST(only(sample).cure_name == "idx_files_id_2");
    Sample unique{id("uuid")};
    unique.table.in_use = true;
    unique_id(unique);
    BOOST_TEST(only(unique).cure == "ALTER TABLE app.files ADD PRIMARY KEY USING INDEX idx_files_id;");
}

BOOST_AUTO_TEST_CASE(a_unique_index_is_none) {
    Sample sample{column("name", "text")};
    sample.index("uq_files_name", {"name"}).is_unique = true;
    BOOST_TEST(only(sample).message == "table app.files has no primary key");
}

BOOST_AUTO_TEST_CASE(a_column_id_that_suits_becomes_the_key) {
    for (const std::string_view type : {"uuid", "text", "bigint"}) {
        const Finding found = only(Sample{id(type)});
        BOOST_TEST(found.fix == add_key, type);
        BOOST_TEST(found.definition == "", type);
        BOOST_TEST(found.caution.starts_with("MG607"), type);
    }
}

BOOST_AUTO_TEST_CASE(with_what_it_lacks_for_that) {
    BOOST_TEST(only(Sample{column("id", "uuid")}).fix ==
               "ALTER TABLE app.files ALTER COLUMN id SET DEFAULT gen_random_uuid(), ADD PRIMARY KEY (id);");
    const Finding narrow = only(Sample{id("integer")});
    BOOST_TEST(narrow.fix == "ALTER TABLE app.files ALTER COLUMN id TYPE bigint, ADD PRIMARY KEY (id);");
    BOOST_TEST(narrow.caution.starts_with("MG609"));
}

BOOST_AUTO_TEST_CASE(one_that_does_not_suit_gets_no_sql_that_fails) {
    BOOST_TEST(only(Sample{id("jsonb")}).fix == "");
    Sample inherited{id("integer")};
    inherited.columns[0].inherited = true;
    BOOST_TEST(only(inherited).fix == "");
    const Sample domain{column("id", Type{"app.number", "integer", "integer", "int4"})};
    BOOST_TEST(only(domain).fix == "");
}

BOOST_AUTO_TEST_CASE(an_inherited_id_may_be_the_childs_key) {
    Sample child{id("uuid")};
    child.columns[0].inherited = true;
    BOOST_TEST(only(child).fix == add_key);
}

BOOST_AUTO_TEST_CASE(its_unique_index_becomes_the_key) {
    Sample sample{id("uuid")};
    unique_id(sample);
    BOOST_TEST(only(sample).fix == "ALTER TABLE app.files ADD PRIMARY KEY USING INDEX idx_files_id;");
}

BOOST_AUTO_TEST_CASE(unless_postgres_would_not_take_it) {
    Sample sample{id("uuid")};
    Index& index = unique_id(sample);
    index.keys = sample.key_lists.emplace_back(std::vector<IndexKey>{{.column = 0, .options = 1}});
    BOOST_TEST(only(sample).fix == "");
    Sample constraint{id("uuid")};
    unique_id(constraint).constraint_name = "idx_files_id";
    BOOST_TEST(only(constraint).fix == "");
    Sample partial{id("uuid")};
    unique_id(partial).predicate_tree = "{}";
    BOOST_TEST(only(partial).fix == add_key);
}

BOOST_AUTO_TEST_CASE(a_partitioned_table_is_judged_and_left_to_its_owner) {
    Sample sample{id("uuid")};
    sample.table.kind = ObjectKind::PartitionedTable;
    BOOST_TEST(only(sample).fix == "");
    sample.table.is_partition = true;
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_typed_table_takes_no_column) {
    Sample sample{column("name", "text")};
    sample.table.of_type = "app.file";
    const Finding found = only(sample);
    BOOST_TEST(found.fix == "");
    BOOST_TEST(found.definition == "");
}

BOOST_AUTO_TEST_CASE(a_new_table_is_made_with_it) {
    Sample sample{id("uuid")};
    sample.table.created = sample.table.from_query = true;
    const Finding found = only(sample);
    BOOST_TEST(found.fix == add_key);
    BOOST_TEST(found.definition == "id uuid PRIMARY KEY");
}

BOOST_AUTO_TEST_CASE(foreign_tables_have_none) {
    Sample sample{id("uuid")};
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(fk_index)

namespace {

constexpr std::string_view rule = "fk_index";

// app.files, whose folder_id refers to app.folders, and whose tenant_id and owner_id to app.members.
struct Files : Sample {
    Files()
        : Sample{column("id", "uuid"), column("folder_id", "uuid"), column("tenant_id", "uuid"),
                 column("owner_id", "uuid")} {}

    Files& to_folder() {
        refer(1, "app.folders").name = "files_folder_id_fkey";
        foreign_keys.back().quoted_name = "files_folder_id_fkey";
        return *this;
    }
    Files& to_member() {
        refer({2, 3}, "app.members");
        return *this;
    }
};

bool passes(const Sample& sample) {
    return audited(rule, sample).empty();
}

std::string fix_of(const Sample& sample) {
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found.front().fix;
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_without_index_is_found) {
    Files sample;
    const auto found = audited(rule, sample.to_folder());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "files_folder_id_fkey");
    BOOST_TEST(found[0].part_begins_with == &sample.columns[1]);
    BOOST_TEST(found[0].message == "foreign key files_folder_id_fkey of table app.files has no index on folder_id");
    BOOST_TEST(found[0].fix == "CREATE INDEX idx_files_folder_id ON app.files (folder_id);");
    BOOST_TEST(found[0].caution.starts_with("MG601"));
}

BOOST_AUTO_TEST_CASE(the_new_index_is_named_as_the_house_names_them) {
    const House rails{
        {.rule = rule, .severity = "warn"},
        {.rule = "index_name", .severity = "warn", .params = R"({"patterns": ["index_{table}_on_{columns:_and_}"]})"}};
    Files sample;
    const auto found = audited(rule, sample.to_member().table, rails);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix ==
               "CREATE INDEX index_files_on_tenant_id_and_owner_id ON app.files (tenant_id, owner_id);");
    // Where every index may have any name there is none to offer.
    const House any{{.rule = rule, .severity = "warn"},
                    {.rule = "index_name", .severity = "warn", .params = R"({"patterns": ["*_idx"]})"}};
    BOOST_TEST(audited(rule, sample.table, any).front().fix == "");
}

BOOST_AUTO_TEST_CASE(an_index_that_begins_with_its_column_serves) {
    Files sample;
    sample.to_folder().index("idx", {"folder_id", "id"});
    BOOST_TEST(passes(sample));
    Files other;
    other.to_folder().index("idx", {"id", "folder_id"});
    BOOST_TEST(!passes(other));
}

BOOST_AUTO_TEST_CASE(several_columns_may_come_in_any_order_before_others) {
    Files sample;
    sample.to_member().index("idx", {"owner_id", "tenant_id", "id"});
    BOOST_TEST(passes(sample));
    Files between;
    between.to_member().index("idx", {"owner_id", "id", "tenant_id"});
    BOOST_TEST(fix_of(between) == "CREATE INDEX idx_files_tenant_id_owner_id ON app.files (tenant_id, owner_id);");
    Files half;
    half.to_member().index("idx", {"owner_id"});
    BOOST_TEST(!passes(half));
}

BOOST_AUTO_TEST_CASE(what_is_unique_over_some_of_them_finds_one_row) {
    Files sample;
    Index& index = sample.to_member().index("idx", {"owner_id"});
    index.is_unique = true;
    sample.table.indexes = sample.indexes;
    BOOST_TEST(passes(sample));
}

BOOST_AUTO_TEST_CASE(included_columns_and_expressions_serve_nothing) {
    Files sample;
    Index& index = sample.to_folder().index("idx", {"id"});
    index.included = sample.column_lists.emplace_back(std::vector<std::uint32_t>{1});
    BOOST_TEST(!passes(sample));
    index.keys = sample.key_lists.emplace_back(std::vector<IndexKey>{{.expression_tree = "{}"}, {.column = 1}});
    BOOST_TEST(!passes(sample));
}

BOOST_AUTO_TEST_CASE(a_partial_index_serves_where_it_leaves_out_nulls_alone) {
    Files sample;
    Index& index = sample.to_folder().index("idx", {"folder_id"});
    index.predicate_tree = "{}";
    BOOST_TEST(!passes(sample));
    index.not_null_column = 0;
    BOOST_TEST(!passes(sample));
    index.not_null_column = 1;
    BOOST_TEST(passes(sample));
}

BOOST_AUTO_TEST_CASE(a_broken_index_is_rebuilt) {
    Files sample;
    sample.to_folder().index("idx_files_folder_id", {"folder_id"}).is_valid = false;
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "REINDEX INDEX idx_files_folder_id;");
    BOOST_TEST(found[0].caution.starts_with("MG603"));
    sample.table.kind = ObjectKind::PartitionedTable;
    BOOST_TEST(fix_of(sample) == "");
}

BOOST_AUTO_TEST_CASE(the_methods_that_serve_are_a_parameter) {
    Files sample;
    Index& index = sample.to_folder().index("idx", {"folder_id"});
    index.method = "hash";
    BOOST_TEST(passes(sample));
    for (const std::string_view method : {"gin", "gist", "brin", "spgist"}) {
        index.method = method;
        BOOST_TEST(!passes(sample), method);
    }
    const House house{{.rule = rule, .params = R"({"methods": ["btree", "brin"]})"}};
    index.method = "brin";
    BOOST_TEST(audited(rule, sample.table, house).empty());
    index.method = "hash";
    BOOST_TEST(audited(rule, sample.table, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_taken_is_not_taken_again) {
    Files sample;
    Index& index = sample.to_folder().index("idx_files_folder_id", {"folder_id"});
    index.predicate_tree = "{}";
    BOOST_TEST(fix_of(sample) == "CREATE INDEX idx_files_folder ON app.files (folder_id);");
    sample.index("idx_files_folder", {"id"});
    BOOST_TEST(fix_of(sample) == "CREATE INDEX idx_files_folder_id_2 ON app.files (folder_id);");
    constexpr std::array<std::string_view, 1> taken = {"idx_files_folder_id_2"};
    sample.table.taken_names = taken;
    BOOST_TEST(fix_of(sample) == "CREATE INDEX idx_files_folder_id_3 ON app.files (folder_id);");
}

BOOST_AUTO_TEST_CASE(names_are_quoted_and_cut_to_what_postgres_takes) {
    Column odd = column("Folder", "uuid");
    odd.quoted_name = "\"Folder\"";
    Sample sample{odd};
    sample.refer(0, "app.folders");
    BOOST_TEST(fix_of(sample) == "CREATE INDEX \"idx_files_Folder\" ON app.files (\"Folder\");");
    const std::string name = std::string(60, 'a') + "_id";
    Sample longer{column(name, "uuid")};
    longer.refer(0, "app.folders");
    BOOST_TEST(fix_of(longer) == "CREATE INDEX idx_files_" + std::string(53, 'a') + " ON app.files (" + name + ");");
}

BOOST_AUTO_TEST_CASE(two_over_the_same_columns_need_one_index) {
    Files sample;
    sample.to_member().to_member();
    BOOST_TEST(audited(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_partitions_own_is_judged_and_its_parents_is_not) {
    Files sample;
    sample.to_folder();
    sample.table.is_partition = true;
    BOOST_TEST(!passes(sample));
    sample.foreign_keys[0].is_inherited = true;
    BOOST_TEST(passes(sample));
}

BOOST_AUTO_TEST_SUITE_END()

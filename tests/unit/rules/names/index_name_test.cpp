#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(index_name)

namespace {

constexpr std::string_view rule = "index_name";

// A table with these columns and one index over all of them.
struct Indexed : Sample {
    Indexed(std::string_view table_name, std::string_view index_name, std::initializer_list<Column> with)
        : Sample(with) {
        table.name = table.quoted_name = table_name;
        std::vector<IndexKey> keys;
        for (std::uint32_t i = 0; i < columns.size(); ++i) keys.push_back({.column = i});
        index(index_name, {}).keys = key_lists.emplace_back(std::move(keys));
    }
    Index& made() { return indexes[0]; }
};

// On conversation_id and created_at of app.messages.
struct Messages : Indexed {
    explicit Messages(std::string_view index_name)
        : Indexed("messages", index_name, {column("conversation_id", "uuid"), timestamp("created_at")}) {}
};
struct Files : Indexed {
    explicit Files(std::string_view index_name) : Indexed("files", index_name, {column("user_id", "text")}) {}
};

bool passes(const Sample& sample) {
    return audited(rule, sample).empty();
}

Finding only(const Sample& sample) {
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found.front();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_guidelines_names_pass) {
    BOOST_TEST(passes(Files("idx_files_user_id")));
    BOOST_TEST(passes(Indexed("files", "idx_files_parent_folder", {column("parent_folder_id", "uuid")})));
    BOOST_TEST(passes(Indexed("files", "idx_files_created_at", {timestamp("created_at")})));
    BOOST_TEST(passes(Messages("idx_messages_conversation_created")));
}

BOOST_AUTO_TEST_CASE(two_indexes_on_the_same_columns_get_two_names) {
    Files files("files_user_id_509cd8ea");
    files.index("files_user_id_509cd8ea_like", {"user_id"});
    const auto found = audited(rule, files);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].new_name == "idx_files_user_id");
    BOOST_TEST(found[1].new_name == "idx_files_user_id_2");
    files.indexes[0].name = found[0].new_name;
    files.indexes[1].name = found[1].new_name;
    BOOST_TEST(passes(files));
}

BOOST_AUTO_TEST_CASE(each_column_may_drop_its_ending_or_keep_it) {
    BOOST_TEST(passes(Messages("idx_messages_conversation_id_created_at")));
    BOOST_TEST(passes(Messages("idx_messages_conversation_created_at")));
    BOOST_TEST(!passes(Messages("idx_messages_created_conversation")));
    BOOST_TEST(!passes(Messages("idx_messages_conversation")));
    BOOST_TEST(!passes(Messages("idx_messages_conversation_created_desc")));
    BOOST_TEST(!passes(Indexed("files", "idx_files_", {column("id", "uuid")})));
    BOOST_TEST(passes(Indexed("files", "idx_files_id", {column("id", "uuid")})));
}

BOOST_AUTO_TEST_CASE(a_number_may_follow) {
    BOOST_TEST(passes(Files("idx_files_user_id_2")));
    BOOST_TEST(passes(Files("idx_files_user_12")));
    BOOST_TEST(!passes(Files("idx_files_user_id_2b")));
    BOOST_TEST(!passes(Files("idx_files_user_id_")));
}

BOOST_AUTO_TEST_CASE(a_name_that_another_relation_has_is_not_offered) {
    constexpr std::array<std::string_view, 3> taken = {"idx_files_user_id", "idx_files_user", "idx_open"};
    Files file("by_user");
    file.table.taken_names = {taken.data(), 1};
    BOOST_TEST(only(file).new_name == "idx_files_user");
    file.table.taken_names = taken;
    BOOST_TEST(only(file).new_name == "idx_files_user_id_2");
    Files partial("open");
    partial.made().predicate_tree = "{}";
    partial.table.taken_names = taken;
    BOOST_TEST(only(partial).new_name == "idx_open_2");
}

BOOST_AUTO_TEST_CASE(another_name_is_found) {
    const Finding found = only(Files("files_user_id_idx"));
    BOOST_TEST(found.part == "files_user_id_idx");
    BOOST_TEST(found.message ==
               "index files_user_id_idx of table app.files is not named after its columns, as in idx_files_user_id");
    BOOST_TEST(found.fix == "ALTER INDEX files_user_id_idx RENAME TO idx_files_user_id;");
    BOOST_TEST(found.value == "files_user_id_idx");
}

BOOST_AUTO_TEST_CASE(unique_indexes_have_more_names) {
    for (const std::string_view name :
         {"idx_files_user_id", "uq_files_user", "files_user_id_unique", "files_user_id_key", "idx_files_user_unique"}) {
        Files sample(name);
        BOOST_TEST(passes(sample) == (name == "idx_files_user_id"), name);
        sample.made().is_unique = true;
        BOOST_TEST(passes(sample), name);
    }
    Files sample("files_user_id");
    sample.made().is_unique = true;
    BOOST_TEST(!passes(sample));
}

BOOST_AUTO_TEST_CASE(constraints_and_the_parents_are_not_asked) {
    Files constraint("files_pkey");
    constraint.made().constraint_name = "files_pkey";
    BOOST_TEST(passes(constraint));
    Files partition("by_user");
    partition.table.is_partition = true;
    BOOST_TEST(!passes(partition));
    partition.made().is_inherited = true;
    BOOST_TEST(passes(partition));
}

BOOST_AUTO_TEST_CASE(postgres_names_those_of_partitions) {
    for (const std::string_view name : {"files_user_id_idx", "files_user_id_idx1", "files_lower_idx12"}) {
        Files file(name);
        BOOST_TEST(!passes(file), name);
        file.table.is_partition = true;
        BOOST_TEST(passes(file), name);
        file.table.is_partition = false;
        file.table.is_named_as_partition = true;
        BOOST_TEST(passes(file), name);
    }
    for (const std::string_view name : {"user_id_idx", "files_user_id", "filesuser_idx", "files"}) {
        Files file(name);
        file.table.is_partition = true;
        BOOST_TEST(!passes(file), name);
    }
}

BOOST_AUTO_TEST_CASE(partial_and_expression_indexes_need_the_prefix_only) {
    Files partial("idx_open_files");
    partial.made().predicate_tree = "{}";
    BOOST_TEST(passes(partial));
    Files expression("files_lower_idx");
    expression.made().keys = expression.key_lists.emplace_back(std::vector<IndexKey>{{.expression_tree = "{}"}});
    const Finding found = only(expression);
    BOOST_TEST(found.message ==
               "index files_lower_idx of table app.files does not begin with idx_, as in idx_files_lower");
    BOOST_TEST(found.fix == "ALTER INDEX files_lower_idx RENAME TO idx_files_lower;");
    Files unique("uq_files_lower");
    unique.made().predicate_tree = "{}";
    BOOST_TEST(!passes(unique));
    unique.made().is_unique = true;
    BOOST_TEST(passes(unique));
}

BOOST_AUTO_TEST_CASE(included_columns_may_be_named) {
    Sample sample{column("user_id", "text"), column("name", "text")};
    Index& index = sample.index("idx_files_user_id", {"user_id"});
    index.included = sample.column_lists.emplace_back(std::vector<std::uint32_t>{1});
    BOOST_TEST(passes(sample));
    index.name = "idx_files_user_name";
    BOOST_TEST(passes(sample));
}

BOOST_AUTO_TEST_CASE(of_several_over_the_same_columns_more_may_follow) {
    Files sample("idx_files_user_id");
    sample.index("idx_files_user_id_trgm", {"user_id"}).method = "gin";
    BOOST_TEST(passes(sample));
    sample.indexes[1].name = sample.indexes[1].identity = "files_trgm";
    BOOST_TEST(only(sample).fix == "ALTER INDEX files_trgm RENAME TO idx_files_user;");
    sample.index("idx_files_user", {"user_id"});
    BOOST_TEST(only(sample).fix == "ALTER INDEX files_trgm RENAME TO idx_files_user_id_gin;");
    BOOST_TEST(!passes(Files("idx_files_user_id_trgm")));
}

BOOST_AUTO_TEST_CASE(a_name_that_was_cut_is_as_good_as_the_whole) {
    const std::string name = std::string(50, 'a') + "_id";
    const Column wide = column(name, "uuid");
    BOOST_TEST(passes(Indexed("files", "idx_files_" + name, {wide})));
    const std::string wider = std::string(52, 'a') + "_id";
    const std::string whole = "idx_files_" + wider;
    BOOST_TEST(passes(Indexed("files", whole.substr(0, 63), {column(wider, "uuid")})));
    BOOST_TEST(!passes(Indexed("files", whole.substr(0, 50), {column(wider, "uuid")})));
    BOOST_TEST(only(Indexed("files", "files_idx", {column(wider, "uuid")})).fix ==
               "ALTER INDEX files_idx RENAME TO idx_files_" + std::string(52, 'a') + ";");
}

BOOST_AUTO_TEST_CASE(what_fits_in_no_name_needs_the_prefix_only) {
    const std::string name(60, 'a');
    BOOST_TEST(passes(Indexed("files", "idx_files_a", {column(name, "uuid")})));
    BOOST_TEST(!passes(Indexed("files", "files_a", {column(name, "uuid")})));
}

BOOST_AUTO_TEST_CASE(names_that_are_not_snake_case_are_another_matter) {
    BOOST_TEST(passes(Indexed("Files", "idx_files_user_id", {column("user_id", "text")})));
    BOOST_TEST(passes(Indexed("files", "idx_files_user", {column("userId", "text")})));
    BOOST_TEST(!passes(Indexed("files", "files_user", {column("userId", "text")})));
}

BOOST_AUTO_TEST_CASE(a_materialized_view_has_indexes_too) {
    Files sample("files_idx");
    sample.table.kind = ObjectKind::MaterializedView;
    BOOST_TEST(only(sample).message.starts_with("index files_idx of materialized view app.files"));
}

BOOST_AUTO_TEST_CASE(a_house_has_patterns_of_its_own) {
    const House rails{{.rule = rule,
                       .severity = "error",
                       .params = R"({"patterns": ["index_{table}_on_{columns:_and_}", "idx_on_*"]})"}};
    const auto found_in = [&rails](const Sample& sample) { return audited(rule, sample.table, rails); };
    BOOST_TEST(found_in(Files("index_files_on_user_id")).empty());
    BOOST_TEST(found_in(Files("idx_on_user_id_0123456789")).empty());
    BOOST_TEST(found_in(Messages("index_messages_on_conversation_id_and_created_at")).empty());
    BOOST_TEST(found_in(Messages("index_messages_on_conversation_id_created_at")).size() == 1U);
    BOOST_TEST(found_in(Messages("index_messages_on_conversation_and_created_at")).size() == 1U);
    const Messages other("idx_messages_conversation_created");
    const auto found = found_in(other);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "index idx_messages_conversation_created of table app.files is not named "
               "index_{table}_on_{columns:_and_} or idx_on_*");
    BOOST_TEST(found[0].fix ==
               "ALTER INDEX idx_messages_conversation_created RENAME TO "
               "index_messages_on_conversation_id_and_created_at;");
    BOOST_TEST(found[0].new_name == "index_messages_on_conversation_id_and_created_at");
}

BOOST_AUTO_TEST_CASE(by_patterns_too_some_columns_do_not_count) {
    const House rails{
        {.rule = rule, .severity = "error", .params = R"({"patterns": ["index_{table}_on_{columns:_and_}"]})"}};
    const auto found_in = [&rails](const Sample& sample) { return audited(rule, sample.table, rails); };
    Files partial("index_files_on_what_is_open");
    BOOST_TEST(found_in(partial).size() == 1U);
    partial.made().predicate_tree = "{}";
    BOOST_TEST(found_in(partial).empty());
    Files expression("files_lower");
    expression.made().keys = expression.key_lists.emplace_back(std::vector<IndexKey>{{.expression_tree = "{}"}});
    BOOST_REQUIRE_EQUAL(found_in(expression).size(), 1U);
    BOOST_TEST(found_in(expression)[0].fix == "");
    expression.made().name = "index_files_on_lower";
    BOOST_TEST(found_in(expression).empty());
    for (const std::string_view name :
         {"index_messages_on_conversation_id", "index_messages_on_conversation_id_and_created_at"}) {
        Messages covering(name);
        covering.made().keys = covering.made().keys.first(1);
        covering.made().included = covering.column_lists.emplace_back(std::vector<std::uint32_t>{1});
        BOOST_TEST(found_in(covering).empty(), name);
    }
    Files partition("files_user_id_idx");
    partition.table.is_partition = true;
    BOOST_TEST(found_in(partition).empty());
}

BOOST_AUTO_TEST_CASE(a_name_that_would_not_fit_the_pattern_may_be_any) {
    const House rails{{.rule = rule, .severity = "error", .params = R"({"patterns": ["index_{table}_on_{columns}"]})"}};
    const Indexed sample("files", "anything",
                         {column("a_column_with_a_name_that_is_as_long_as_names_of_columns_get", "text")});
    BOOST_TEST(audited(rule, sample.table, rails).empty());
    // A brace that is none of the words stands for itself.
    const House odd{{.rule = rule, .severity = "error", .params = R"({"patterns": ["{tables}{columns"]})"}};
    BOOST_TEST(audited(rule, Files("{tables}{columns").table, odd).empty());
}

BOOST_AUTO_TEST_SUITE_END()

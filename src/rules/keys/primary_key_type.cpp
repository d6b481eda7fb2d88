// MG514 primary_key_type: a primary key of one column is a uuid, or text such as the ids of the auth service.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::primary_key_type {
namespace {

constexpr Parameter parameters[] = {
    names("types", "Types that a primary key of one column may have; a domain counts as its base type.",
          {"uuid", "text"}),
};

// The column that is the primary key by itself; null if there is none.
const Column* sole_key(const Table& table) {
    for (const Index& index : table.indexes) {
        if (!index.is_primary || index.keys.size() != 1 || index.keys[0].column == no_column) continue;
        return &table.columns[index.keys[0].column];
    }
    return nullptr;
}

bool is_string(const Type& type) {
    return type.base == "character varying" || type.base == "character";
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& types = p["types"];
    const Column* key = sole_key(table);
    // A key that refers to another table's key has the type of that one.
    if (key == nullptr || in_foreign_key(table, *key)) return;
    if (!key->type.is_array() && names_type(types, key->type)) return;
    auto finding = found.at(*key);
    finding.says("primary key column {column} of {kind} {object} is {}, not {}", key->type.declared, types.listed())
        .value(key->type.declared);
    // Types smaller than bigint are reported by another rule, which gives its own definition.
    if (types.matches("uuid") && key->type.base != "integer" && key->type.base != "smallint")
        finding.becomes({.type = "uuid", .default_value = "gen_random_uuid()"});
    if (types.matches("text") && is_string(key->type)) fix_type(finding, table, *key, "text");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG514",
    .name = "primary_key_type",
    .category = Category::Keys,
    .severity = Severity::Log,
    .summary = "A primary key of one column is uuid or text.",
    .why =
        "A uuid can be generated anywhere without the database, is unique across services and does not reveal how many "
        "rows there are. A number does none of this.",
    .facts = Fact::Columns | Fact::Indexes | Facts(Fact::Constraints),
    .added_column_concerns = concerns_no_added_column,
    .added_index_concerns = concerns_no_added_index,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::primary_key_type

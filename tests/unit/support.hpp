// What the unit tests share: relations made in a line or two, and what the guard says of them.
#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <initializer_list>
#include <string>
#include <vector>

#include "engine/inspect.hpp"
#include "policy/policy.hpp"
#include "report/text.hpp"
#include "rules/rule.hpp"

namespace mana_guard::test {

// A type whose base is itself.
inline Type type(std::string_view name) {
    return {name, name, name, {}};
}

// A NOT NULL column without a default.
inline Column column(std::string_view name, Type of) {
    Column made;
    made.name = name;
    made.quoted_name = name;
    made.type = of;
    made.not_null = true;
    return made;
}
inline Column column(std::string_view name, std::string_view of) {
    return column(name, type(of));
}

// A column of the shape that rule timestamp_shape asks for.
inline Column timestamp(std::string_view name) {
    Column made = column(name, "timestamp with time zone");
    made.default_kind = DefaultKind::CurrentTime;
    return made;
}

// app.files, that was there before, with these columns, numbered from 1 on. The spans point into the object, which
// can't be copied.
struct Sample {
    std::vector<Column> columns;
    std::vector<std::uint32_t> key_columns;
    std::vector<ForeignKey> keys;
    Table table;

    explicit Sample(std::initializer_list<Column> with) : columns(with) {
        for (std::uint32_t i = 0; i < columns.size(); ++i) columns[i].number = i + 1;
        table.schema = "app";
        table.name = "files";
        table.identity = "app.files";
        table.quoted_name = "files";
        table.columns = columns;
    }
    Sample(const Sample&) = delete;
    Sample& operator=(const Sample&) = delete;

    // A foreign key from the column at this index.
    void refer(std::uint32_t column_index, std::string_view target) {
        key_columns = {column_index};
        keys = {{key_columns, target}};
        table.foreign_keys = keys;
    }
};

// The end of a statement that touched these relations, of which nothing is known to have been wrong before.
inline Change statement(std::span<const Table> tables) {
    return {.tables = tables, .before_is_known = true};
}
inline Change statement(const Table& table) {
    return statement({&table, 1});
}
inline Change statement(const Sample& sample) {
    return statement(sample.table);
}

// A policy of the house's own rows over the default profile.
struct House : Policy {
    House(std::initializer_list<PolicyRow> rows) : Policy(PolicySource{.rows = {rows.begin(), rows.size()}}) {}
};

// The index of the rule of that name in the catalog.
inline std::size_t index_of(std::string_view rule) {
    const auto rules = catalog();
    return static_cast<std::size_t>(std::ranges::find(rules, rule, &Rule::name) - rules.begin());
}

// How the rule of that name holds for an object, whoever acts.
inline const Setting& setting_of(const Policy& policy, std::string_view rule, std::string_view schema = "app",
                                 std::string_view object = "files") {
    return policy.at(schema, object, {})[index_of(rule)];
}

// What one rule says of a relation under a policy. The policy and the relation outlive it.
inline std::vector<Finding> findings_of(std::string_view rule, const Table& table, const Policy& policy) {
    std::vector<Finding> found = inspect(statement(table), policy).findings;
    std::erase_if(found, [rule](const Finding& finding) { return finding.rule->name != rule; });
    return found;
}

inline const Policy& default_policy() {
    static const House policy{};
    return policy;
}

inline std::vector<Finding> findings_of(std::string_view rule, const Sample& sample) {
    return findings_of(rule, sample.table, default_policy());
}

}  // namespace mana_guard::test

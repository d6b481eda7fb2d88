// What the unit tests share: relations made in a line or two, and what the guard says of them.
#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <deque>
#include <initializer_list>
#include <string>
#include <vector>

#include "engine/inspect.hpp"
#include "policy/policy.hpp"
#include "report/definition.hpp"
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

// A primary key's column as the guidelines have it.
inline Column uuid_id() {
    Column made = column("id", "uuid");
    made.default_kind = DefaultKind::Uuid;
    return made;
}

// app.files, that was there before, with these columns. The spans point into the object, which can't be copied; what
// refer() and its like give back is good until the next call of the same.
struct Sample {
    std::vector<Column> columns;
    std::deque<std::vector<std::uint32_t>> column_lists;
    std::deque<std::vector<IndexKey>> key_lists;
    std::deque<std::vector<std::string_view>> name_lists;
    std::vector<ForeignKey> foreign_keys;
    std::vector<Check> checks;
    std::vector<Index> indexes;
    Table table;

    explicit Sample(std::initializer_list<Column> with) : columns(with) {
        for (std::size_t i = 0; i < columns.size(); ++i) columns[i].number = static_cast<std::uint32_t>(i + 1);
        table.schema = "app";
        table.name = "files";
        table.identity = "app.files";
        table.quoted_name = "files";
        table.columns = columns;
    }
    Sample(const Sample&) = delete;
    Sample& operator=(const Sample&) = delete;

    // The index of the column of that name.
    [[nodiscard]] std::uint32_t at(std::string_view name) const {
        const auto found = std::ranges::find(columns, name, &Column::name);
        BOOST_REQUIRE((found != columns.end()));
        return static_cast<std::uint32_t>(found - columns.begin());
    }

    // A foreign key from the column at this index, or from these, to the id of a table "schema.name".
    ForeignKey& refer(std::uint32_t column_index, std::string_view target) {
        return refer(std::vector{column_index}, target);
    }
    ForeignKey& refer(std::vector<std::uint32_t> from, std::string_view target) {
        ForeignKey key;
        key.name = key.quoted_name = "files_fkey";
        key.columns = column_lists.emplace_back(std::move(from));
        key.target = key.target_identity = target;
        key.target_schema = target.substr(0, target.find('.'));
        key.target_columns = name_lists.emplace_back(key.columns.size(), "id");
        key.target_types = key.target_bases = name_lists.emplace_back(key.columns.size(), "uuid");
        key.on_delete = key.on_update = "no action";
        foreign_keys.push_back(key);
        table.foreign_keys = foreign_keys;
        return foreign_keys.back();
    }

    // A valid btree index over these columns, made by CREATE INDEX.
    Index& index(std::string_view name, std::initializer_list<std::string_view> over) {
        std::vector<IndexKey> keys;
        for (const std::string_view column : over) keys.push_back({.column = at(column)});
        Index made;
        made.name = made.quoted_name = made.identity = name;
        made.method = "btree";
        made.keys = key_lists.emplace_back(std::move(keys));
        indexes.push_back(made);
        table.indexes = indexes;
        return indexes.back();
    }
    // A primary key over these columns.
    Index& primary_key(std::initializer_list<std::string_view> over) {
        Index& made = index("files_pkey", over);
        made.constraint_name = made.name;
        made.is_primary = made.is_unique = true;
        return made;
    }

    Check& check(std::string_view name) {
        Check made;
        made.name = made.quoted_name = name;
        checks.push_back(made);
        table.checks = checks;
        return checks.back();
    }
};

// The end of a statement that touched these relations, of which nothing is known to have been wrong before.
inline Change statement(std::span<const Table> tables) {
    return {.tables = tables, .before_is_known = true, .details_are_known = true};
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

// What the finding would have CREATE TABLE say: of a column, or besides.
inline std::string defined_by(const Finding& finding) {
    if (finding.changed != nullptr) return definition_of(*finding.table, *finding.changed, finding.change);
    return finding.change.name.empty() ? finding.definition : definition_of(finding.change);
}

// The rule's findings alone, with `definition` as defined_by() has it, which outlives the relation.
inline void keep(std::string_view rule, std::vector<Finding>& found) {
    std::erase_if(found, [rule](const Finding& finding) { return finding.rule->name != rule; });
    for (Finding& finding : found) finding.definition = defined_by(finding);
}

// What one rule says of a relation under a policy. The policy and the relation outlive it.
inline std::vector<Finding> findings_of(std::string_view rule, const Table& table, const Policy& policy) {
    std::vector<Finding> found = inspect(statement(table), policy).findings;
    keep(rule, found);
    return found;
}

// The same of a rule that is switched off, or that is judged at COMMIT: what an audit by this policy says.
inline std::vector<Finding> audited(std::string_view rule, const Table& table, const Policy& policy) {
    Change change = statement(table);
    change.moment = Moment::Audit;
    std::vector<Finding> found = inspect(change, policy).findings;
    keep(rule, found);
    return found;
}

inline const Policy& default_policy() {
    static const House policy{};
    return policy;
}

inline std::vector<Finding> findings_of(std::string_view rule, const Sample& sample) {
    return findings_of(rule, sample.table, default_policy());
}

// What it says once it is switched on.
inline std::vector<Finding> audited(std::string_view rule, const Sample& sample) {
    static std::deque<House> policies;
    return audited(rule, sample.table,
                   policies.emplace_back(std::initializer_list<PolicyRow>{{.rule = rule, .severity = "error"}}));
}

}  // namespace mana_guard::test

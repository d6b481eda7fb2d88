#include "report/cure.hpp"

#include <algorithm>
#include <set>

#include "policy/setting.hpp"
#include "report/apart.hpp"
#include "report/definition.hpp"
#include "report/lines.hpp"
#include "report/preparations.hpp"
#include "report/second_column.hpp"
#include "report/typed.hpp"
#include "rules/free_name.hpp"
#include "rules/migrations/in_block.hpp"
#include "rules/renaming.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

struct Target {
    std::string_view schema;  // empty: stays
    std::string name;         // likewise
};

// Whether it is a remark about the whole statement; one about a column is followed by that column.
bool is_comment(const std::string& element) {
    return element.starts_with("--") && element.find('\n') == std::string::npos;
}

std::string identity_of(const Table& table, const Target& target) {
    if (target.schema.empty() && target.name.empty()) return std::string(table.identity);
    return formatted("{}.{}", target.schema.empty() ? rules::sql_name(table.schema) : std::string(target.schema),
                     target.name.empty() ? table.quoted_name : std::string_view(target.name));
}

// The columns in the order of the query that fills them, under the names that they should have.
std::string column_names(std::span<const Finding> findings, const Table& table) {
    std::string names;
    for (const Column& column : table.columns) {
        const std::string name = merged_change(findings, column).name;
        names += formatted("{}{}", names.empty() ? "" : ", ",
                           name.empty() ? std::string(column.quoted_name) : rules::sql_name(name));
    }
    return names;
}

// What follows the columns: " INHERITS (app.parents)".
std::string options_of_create(std::span<const Finding> findings, const Table& table,
                              std::span<const rules::Renaming> moved) {
    if (table.create == nullptr || table.create->options.empty()) return {};
    std::vector<rules::Renaming> names(moved.begin(), moved.end());
    for (const Column& column : table.columns) {
        const std::string name = merged_change(findings, column).name;
        if (!name.empty()) names.push_back({std::string(column.quoted_name), rules::sql_name(name)});
    }
    return formatted(" {}", rules::renamed(table.create->options, names));
}

// "CREATE TABLE app.files (\n    ...,\n    user_id text\n);"
std::string create_statement(std::span<const Finding> findings, const Table& table, const Target& target,
                             const std::vector<std::string>& elements) {
    const std::string identity = identity_of(table, target);
    const rules::Renaming moved{std::string(table.identity), identity};
    std::string sql;
    for (const std::string& element : elements) {
        if (is_comment(element)) sql += element + "\n";
    }
    sql += formatted("CREATE {} {}", words_of(table.kind), identity);
    if (table.is_partition) return sql + " PARTITION OF ...;";
    if (!table.of_type.empty()) sql += formatted(" OF {}", table.of_type);
    if (!tables_of_any_kind.has(table.kind)) return sql + " ...;";
    if (std::ranges::all_of(elements, is_comment)) return sql + " (...);";
    sql += " (\n    ...";
    for (const std::string& element : elements) {
        // A foreign key may refer to the table itself.
        if (!is_comment(element)) sql += ",\n    " + rules::renamed(element, {&moved, 1});
    }
    sql += formatted("\n){};", options_of_create(findings, table, {&moved, 1}));
    if (table.from_query)
        sql += formatted("\nINSERT INTO {} ({}) SELECT ...;", identity, column_names(findings, table));
    return sql;
}

// What the relation's CREATE should say differently.
struct Better {
    Target target;
    std::vector<std::string> elements;
    std::vector<std::string> type_changes;  // of a typed table: its columns' names and types are its type's

    [[nodiscard]] bool empty() const {
        return target.schema.empty() && target.name.empty() && elements.empty() && type_changes.empty();
    }
};

bool has_type(const Column* column, std::string_view type) {
    return column != nullptr && (column->type.declared == type || column->type.element_alias == type);
}

void add_column(std::span<const Finding> findings, const Table& table, const Finding& finding, Better& better) {
    if (finding.changed == nullptr) {
        if (finding.change.name.empty()) return;
        if (table.of_type.empty()) {
            add_once(better.elements, definition_of(finding.change));
            return;
        }
        add_once(better.type_changes, formatted("ALTER TYPE {} ADD ATTRIBUTE {} {} CASCADE;", table.of_type,
                                                rules::sql_name(finding.change.name), finding.change.type));
        add_once(better.elements, options_of({}, finding.change));
        return;
    }
    // An inherited column can only be changed in the parent.
    const Column& column = *finding.changed;
    if (column.inherited) return;
    const ColumnChange change = merged_change(findings, column);
    if (table.of_type.empty()) {
        add_once(better.elements, definition_of(table, column, change));
        return;
    }
    if (finding.fix.starts_with("ALTER TYPE ")) {
        add_once(better.type_changes, finding.fix);
    } else if (!finding.change.type.empty() && !has_type(&column, finding.change.type)) {
        add_once(better.type_changes, formatted("ALTER TYPE {} ALTER ATTRIBUTE {} TYPE {} CASCADE;", table.of_type,
                                                column.quoted_name, finding.change.type));
    }
    add_once(better.elements, options_of(column, change));
}

// As a remark about the statement.
std::string order_of(const Finding& finding) {
    std::string names;
    for (const Column* column : finding.order)
        names += formatted("{}{}", names.empty() ? "-- the columns in this order: " : ", ", column->quoted_name);
    return names;
}

// What may want a value of another type than the column will have: a CHECK of the table, and columns that are computed
// from it or checked against it. What they should say is left open.
void add_dependents(std::span<const Finding> findings, const Table& table, const Column& column, Better& better) {
    const ColumnChange change = merged_change(findings, column);
    if (column.inherited || !table.of_type.empty() || change.type.empty()) return;
    const auto constraints = table.create == nullptr ? std::span<const NamedConstraint>() : table.create->constraints;
    bool is_in_check = false;
    for (const NamedConstraint& constraint : constraints) {
        const std::string_view clause = constraint.clause;
        if (!is_check(clause) || !wants_old_type(clause, column, change)) continue;
        is_in_check = true;
        add_once(better.elements, formatted("{}CHECK (...)", clause.substr(0, clause.find("CHECK ("))));
    }
    std::vector<Column> columns(table.columns.begin(), table.columns.end());
    Table other = table;
    other.columns = columns;
    for (Column& one : columns) {
        if (one.number == column.number || one.inherited || one.clauses == nullptr) continue;
        Clauses clauses = *one.clauses;
        const bool is_computed_from = is_computed(one) && wants_old_type(clauses.expression, column, change);
        // One that is only hinted at may be that of the table.
        const bool is_hinted = is_in_check && clauses.checks.find("(...)") != std::string_view::npos;
        const bool is_checked = is_hinted || wants_old_type(clauses.checks, column, change);
        if (!is_computed_from && !is_checked) continue;
        if (is_computed_from) clauses.expression = "...";
        if (is_checked) clauses.checks = "CHECK (...)";
        one.clauses = &clauses;
        const auto number = static_cast<std::size_t>(&one - columns.data());
        const ColumnChange own = merged_change(findings, table.columns[number]);
        std::erase(better.elements, definition_of(table, table.columns[number], own));
        add_once(better.elements, definition_of(other, one, own));
        one.clauses = table.columns[number].clauses;
    }
}

std::string cure_of_created(std::span<const Finding> findings, const Table& table) {
    Better better;
    for (const Finding& finding : findings) {
        if (finding.table != &table) continue;
        // No CREATE would pass that says the rest.
        if (!finding.held_back.empty() && finding.told == Severity::Error) return {};
        if (!finding.schema.empty()) better.target.schema = finding.schema;
        if (better.target.name.empty() && finding.part.empty() && !finding.new_name.empty())
            better.target.name = rules::sql_name(finding.new_name);
        add_column(findings, table, finding, better);
        add_once(better.elements, order_of(finding));
        add_once(better.elements, finding.definition);
    }
    for (const Column& column : table.columns) add_dependents(findings, table, column, better);
    if (better.empty()) return {};
    std::string sql;
    for (const std::string& change : better.type_changes) sql += change + "\n";
    return sql + create_statement(findings, table, better.target, better.elements);
}

// Numbers for the existing rows: an identity would supply them at once, which rewrites the table.
std::string added_later(Identity identity) {
    return formatted("\n-- then number the existing rows in batches, set NOT NULL, and ADD GENERATED {} AS IDENTITY",
                     identity == Identity::Always ? "ALWAYS" : "BY DEFAULT");
}

constexpr std::string_view filled_by_trigger =
    "\n-- then create a trigger that fills it, and fill in the existing rows in batches";

// Of a column that is computed no longer. Another rule reports a nullable boolean.
std::string plain_definition(const Table& table, const Column& column, ColumnChange change) {
    Column plain = column;
    plain.default_kind = DefaultKind::None;
    const std::string_view type = change.type.empty() ? column.type.declared : std::string_view(change.type);
    if (type == "boolean") {
        change.not_null = true;
        change.default_value = "false";
    }
    return definition_of(table, plain, change);
}

// Whether its default has another value for each row, which would rewrite a table in use.
bool differs_by_row(const Column& column) {
    if (column.clauses == nullptr || column.default_kind == DefaultKind::Sequence) return false;
    constexpr std::string_view calls[] = {"clock_timestamp()", "random()", "gen_random_uuid()", "timeofday()"};
    return column.default_kind == DefaultKind::Uuid || std::ranges::any_of(calls, [&column](std::string_view call) {
               return column.clauses->expression.find(call) != std::string_view::npos;
           });
}

std::string cure_of_added(std::span<const Finding> findings, const Table& table, const Column& column) {
    ColumnChange change = merged_change(findings, column);
    const Identity identity = numbered_as(column, change);
    if (table.in_use && identity != Identity::None && !change.default_value) {
        const std::string_view type = change.type.empty() ? column.type.declared : std::string_view(change.type);
        return formatted("ALTER TABLE {} ADD COLUMN {} {};{}", table.identity, column.quoted_name, type,
                         added_later(identity));
    }
    if (table.in_use && !change.default_value) {
        if (is_computed(column)) {
            change.default_value = "";
            return formatted("ALTER TABLE {} ADD COLUMN {};{}", table.identity, plain_definition(table, column, change),
                             filled_by_trigger);
        }
        if (differs_by_row(column)) {
            const std::string value = parts_of(table, column, change).default_value;
            change.default_value = "";
            change.not_null = false;
            return formatted("ALTER TABLE {0} ADD COLUMN {1};\nALTER TABLE {0} ALTER COLUMN {2} SET DEFAULT {3};{4}",
                             table.identity, definition_of(table, column, change), name_in(column, change), value,
                             "\n-- then fill in the existing rows in batches");
        }
    }
    return formatted("ALTER TABLE {} ADD COLUMN {};", table.identity, definition_of(table, column, change));
}

const Column* column_before(const Table& table, const Column& column) {
    if (table.before == nullptr) return nullptr;
    const auto before = std::ranges::find(table.before->columns, column.number, &Column::number);
    return before == table.before->columns.end() ? nullptr : &*before;
}

bool had_name(const Column& column, const Column* before, const std::string& name) {
    return rules::sql_name(name) == column.quoted_name_before || (before != nullptr && before->name == name);
}

template <typename Part>
std::vector<std::string_view> names_of(std::span<const Part> parts) {
    std::vector<std::string_view> names;
    for (const Part& part : parts) names.push_back(part.name);
    return names;
}

// Fixes an existing column of a table in use without stopping or breaking clients; empty if it is enough that the
// statement isn't run.
std::string cure_in_use(std::span<const Finding> findings, const Finding& finding) {
    const Table& table = *finding.table;
    const Column& column = *finding.changed;
    ColumnChange change = merged_change(findings, column);
    const Column* before = column_before(table, column);
    const bool is_renamed = !column.quoted_name_before.empty() || (before != nullptr && before->name != column.name);
    // If it had the right name, leaving out the rename is enough.
    if (is_renamed && !change.name.empty() && had_name(column, before, change.name)) return {};
    // The existing rows have no value for it.
    if (!change.default_value) change.not_null = false;
    if (is_renamed || !finding.change.name.empty()) return cure_by_second_column(table, column, change);
    if (!finding.change.type.empty() && !has_type(&column, finding.change.type)) {
        if (has_type(before, finding.change.type)) return {};
        if (finding.caution.empty()) return finding.cure;
        if (change.name.empty())
            change.name = rules::free_name(names_of(table.columns), rules::second_name(column.name));
        return cure_by_second_column(table, column, change);
    }
    if (finding.change.not_null.value_or(false) && !column.not_null) {
        if (before != nullptr && before->not_null) return {};
        const std::string check = rules::sql_name(
            rules::free_name(names_of(table.checks), formatted("{}_{}_not_null", table.name, column.name)));
        return formatted(
            "-- fill in the rows that have no value, in batches, then:\n"
            "ALTER TABLE {0} ADD CONSTRAINT {1} CHECK ({2} IS NOT NULL) NOT VALID;\n"
            "-- then, after COMMIT:\n"
            "ALTER TABLE {0} VALIDATE CONSTRAINT {1};\n"
            "ALTER TABLE {0} ALTER COLUMN {2} SET NOT NULL;\n"
            "ALTER TABLE {0} DROP CONSTRAINT {1};",
            table.identity, check, column.quoted_name);
    }
    return finding.cure;
}

// Whether the missing column is one that the statement removes.
bool had_before(const Finding& finding) {
    if (finding.change.name.empty() || finding.table == nullptr || finding.table->before == nullptr) return false;
    const auto& columns = finding.table->before->columns;
    return std::ranges::find(columns, finding.change.name, &Column::name) != columns.end();
}

// The index, if the statement or its transaction has made it.
const Index* new_index(const Finding& finding) {
    const Table& table = *finding.table;
    const auto index = std::ranges::find(table.indexes, finding.part, &Index::name);
    if (index == table.indexes.end() || index->definition.empty()) return nullptr;
    const bool stood = table.before != nullptr &&
                       std::ranges::find(table.before->indexes, index->oid, &Index::oid) != table.before->indexes.end();
    return stood ? nullptr : &*index;
}

constexpr std::string_view builds_by_partition =
    "\n-- then CREATE INDEX CONCURRENTLY on each partition, and ALTER INDEX ... ATTACH PARTITION";

// Whether the statement has added the foreign key.
bool is_new_key(const Finding& finding) {
    const auto has_it = [&finding](const Table& table) {
        return std::ranges::find(table.foreign_keys, finding.part, &ForeignKey::name) != table.foreign_keys.end();
    };
    const Table& table = *finding.table;
    return has_it(table) && table.before != nullptr && !has_it(*table.before);
}

// Something created under a wrong name: created under the right one or, if the statement has run, renamed.
std::string cure_of_named(std::span<const Finding> findings, const Finding& finding) {
    const Index* index = new_index(finding);
    const bool has_run = may_follow(findings) || (index == nullptr && !is_new_key(finding));
    if (finding.told < Severity::Error && has_run) return finding.fix;
    const std::string name = rules::sql_name(finding.new_name);
    if (index == nullptr) return formatted("-- with the name {}", name);
    const bool is_partitioned = finding.table->kind == ObjectKind::PartitionedTable;
    std::string definition(index->definition);
    // As MG601 would have it.
    if (is_partitioned && finding.table->in_use && definition.starts_with("ON ") && !definition.starts_with("ON ONLY "))
        definition.insert(sizeof("ON ") - 1, "ONLY ");
    return formatted("CREATE {}INDEX {}{} {};{}", index->is_unique ? "UNIQUE " : "",
                     finding.table->in_use && !is_partitioned ? "CONCURRENTLY " : "", name, definition,
                     finding.table->in_use && is_partitioned ? builds_by_partition : "");
}

bool names_part(const Finding& finding) {
    return finding.table != nullptr && !finding.part.empty() && !finding.new_name.empty();
}

// Whether another finding has the relation or its column keep its name, after which the part is to be named.
bool keeps_name(std::span<const Finding> findings, const Finding& finding) {
    return std::ranges::any_of(findings, [&finding](const Finding& other) {
        const bool keeps = other.rule->name == "no_rename_table" || other.rule->name == "no_rename_column";
        return keeps && finding.object->oid != 0 && other.object->oid == finding.object->oid;
    });
}

// Whether another finding's fix is about the same part, which it drops.
bool is_mended_otherwise(std::span<const Finding> findings, const Finding& finding) {
    return std::ranges::any_of(findings, [&finding](const Finding& other) {
        return other.table == finding.table && other.part == finding.part && !names_part(other) && !other.fix.empty();
    });
}

std::string cure_of_altered(std::span<const Finding> findings, const Finding& finding) {
    if (names_part(finding)) {
        const bool stays =
            !finding.fix.empty() && !is_mended_otherwise(findings, finding) && !keeps_name(findings, finding);
        return stays ? cure_of_named(findings, finding) : std::string();
    }
    if (finding.stood_before && finding.told == Severity::Error) return {};
    if (finding.changed == nullptr || finding.rule->judge_command != nullptr)
        return had_before(finding) ? std::string() : finding.cure;
    const Column& column = *finding.changed;
    if (column.inherited) return {};
    if (is_added_by_type(finding)) return cure_of_typed(findings, finding.table->of_type, cure_of_added);
    if (column.added) return cure_of_added(findings, *finding.table, column);
    return finding.table->in_use ? cure_in_use(findings, finding) : finding.cure;
}

}  // namespace

std::string_view words_of(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::ForeignTable:
            return "FOREIGN TABLE";
        case ObjectKind::View:
            return "VIEW";
        case ObjectKind::MaterializedView:
            return "MATERIALIZED VIEW";
        case ObjectKind::Sequence:
            return "SEQUENCE";
        default:
            return "TABLE";
    }
}

// What earlier statements left out can still follow them before COMMIT; a rename is possible any time, of a column that
// nobody uses too.
bool may_follow(const Finding& finding) {
    if (names_part(finding)) return true;
    const bool renames_column = finding.told < Severity::Error && finding.changed != nullptr &&
                                !finding.changed->added && !finding.change.name.empty() && !finding.fix.empty();
    if (renames_column && finding.table != nullptr && !finding.table->created && !finding.table->in_use) return true;
    return finding.setting->timing == Timing::Commit && !finding.rule->is_change && finding.definition.empty() &&
           finding.order.empty() && finding.schema.empty() && (finding.new_name.empty() || !finding.part.empty()) &&
           finding.changed == nullptr && finding.change.name.empty();
}

bool may_follow(std::span<const Finding> findings) {
    return std::ranges::all_of(findings, [](const Finding& finding) { return may_follow(finding); });
}

// Whether the CREATE TABLE or ADD COLUMN that says something else differently gives the constraint its name at once.
bool is_said_at_once(std::span<const Finding> findings, const Finding& finding) {
    const bool is_at_column = !finding.change.reference_name.empty() && finding.changed != nullptr;
    if (!names_part(finding) || (!is_at_column && finding.definition.empty())) return false;
    return std::ranges::any_of(findings, [&](const Finding& other) {
        const bool is_of_same = finding.table->created || other.changed == finding.changed;
        return other.table == finding.table && is_of_same && other.rule != finding.rule && !may_follow(other);
    });
}

std::vector<std::string> cures(std::span<const Finding> findings) {
    std::vector<std::string> statements;
    Preparations before;
    Apart apart;
    for (const Finding& finding : findings) {
        if (is_apart(finding)) apart.add(findings, finding);
    }
    bool is_replaced = false;
    std::set<const Table*> created;
    for (const Finding& finding : findings) {
        if (is_apart(finding) || apart.columns.contains(finding.changed)) continue;
        const bool follows = may_follow(finding) && !is_said_at_once(findings, finding);
        std::string cure;
        if (finding.table == nullptr || !finding.table->created || follows) {
            cure = is_said_at_once(findings, finding) ? std::string() : cure_of_altered(findings, finding);
        } else if (created.insert(finding.table).second) {
            cure = cure_of_created(findings, *finding.table);
        }
        const std::size_t at = cure.find(then_this);
        if (at != std::string::npos) {
            before.add(cure, at);
            continue;
        }
        // The transaction has been refused for another finding.
        if (follows && findings.front().told == Severity::Error && runs_outside(cure))
            cure.insert(0, rules::own_migration);
        is_replaced = is_replaced || (!cure.empty() && !follows);
        add_once(statements, cure);
    }
    std::vector<std::string> all = apart.written();
    for (std::string& one : prepared(std::move(before), std::move(statements), is_replaced))
        all.push_back(std::move(one));
    return all;
}

bool offers_nothing(const Finding& finding) {
    const bool says_how = !finding.definition.empty() || !finding.order.empty() || !finding.schema.empty() ||
                          !finding.new_name.empty() || !finding.change.name.empty() || finding.stood_before ||
                          (finding.changed != nullptr && !finding.changed->inherited);
    // Of what is created only CREATE counts.
    const bool is_created = finding.table != nullptr && finding.table->created && !may_follow(finding);
    // A command that isn't run needs no more.
    return !finding.rule->is_change && !says_how && (is_created || (finding.cure.empty() && finding.fix.empty()));
}

}  // namespace mana_guard

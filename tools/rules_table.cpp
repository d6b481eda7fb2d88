// Prints docs/rules/README.md: the rules of the catalogue, one table for each category. With --kinds, for each rule its
// page and what the page says of the kinds of objects that are checked, separated by a tab.
#include <fmt/core.h>

#include <exception>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/parameter_value.hpp"
#include "rules/rule.hpp"

namespace {

using namespace mana_guard;

constexpr std::string_view head = R"(# The rules

Each rule has a page: what it flags, why, SQL that is refused, SQL that is accepted, its parameters, and how to waive it. The
severity in the tables is the default; `SELECT * FROM mana_guard.rules` shows the one in force, and
`mana_guard.set_rule(rule, severity)` changes it, for all or for some schemas and tables. A rule is identified by its name or by
its code, which is also the SQLSTATE of its error.

A rule is checked before the command runs (start), at the end of the statement, at COMMIT, so that several statements can satisfy
it together, or only in an audit. Rules about what a command does are checked only when it runs; violations in existing objects
are also reported by `audit()`.

This file is written by `scripts/rules-table`.
)";

std::string_view title_of(Category category) {
    switch (category) {
        case Category::Placement:
            return "1 Placement: which schema";
        case Category::Types:
            return "2 Types";
        case Category::Columns:
            return "3 Columns that a table must have";
        case Category::Names:
            return "4 Names";
        case Category::Keys:
            return "5 Keys, constraints, indexes";
        case Category::Migrations:
            return "6 Migrations: locks and rewrites";
        case Category::Contracts:
            return "7 Contracts: what clients rely on";
        case Category::Security:
            return "8 Security";
        case Category::Test:
        case Category::Own:
            break;
    }
    return {};
}

std::string_view time_of(const Rule& rule) {
    if (rule.is_for_audits) return "audit";
    switch (rule.timing) {
        case Timing::Start:
            return "start";
        case Timing::Statement:
            return "statement";
        case Timing::Commit:
            return "COMMIT";
    }
    return {};
}

std::string parameters_of(const Rule& rule) {
    std::string list;
    for (const Parameter& parameter : rule.parameters) {
        list += list.empty() ? "" : ", ";
        if (parameter.same_as.empty()) {
            list += fmt::format("`{}` {}", parameter.name, json_of(*default_value(parameter)));
        } else {
            list += fmt::format("`{}` as in {}", parameter.name, parameter.same_as);
        }
    }
    return list;
}

constexpr std::pair<ObjectKind, std::string_view> kinds[] = {
    {ObjectKind::Table, "tables"},
    {ObjectKind::PartitionedTable, "partitioned tables"},
    {ObjectKind::ForeignTable, "foreign tables"},
    {ObjectKind::View, "views"},
    {ObjectKind::MaterializedView, "materialized views"},
    {ObjectKind::Sequence, "sequences"},
    {ObjectKind::Schema, "schemas"},
    {ObjectKind::Enum, "enums"},
    {ObjectKind::Domain, "domains"},
    {ObjectKind::Composite, "composite types"},
    {ObjectKind::Range, "range types"},
    {ObjectKind::Function, "functions"},
    {ObjectKind::Procedure, "procedures"},
    {ObjectKind::Extension, "extensions"},
    {ObjectKind::Other, "other objects"},
    {ObjectKind::Database, "commands that name no object"},
};

std::string kinds_of(const Rule& rule) {
    std::vector<std::string_view> names;
    for (const auto& [kind, name] : kinds) {
        if (rule.kinds.has(kind)) names.push_back(name);
    }
    if (names.size() == std::size(kinds)) return "objects of every kind";
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        list += i == 0 ? "" : i + 1 == names.size() ? " and " : ", ";
        list += names[i];
    }
    return list;
}

// Of a rule that checks what exists, whether a partition is checked itself.
std::string_view partitions_of(const Rule& rule) {
    const bool checks_relations = rule.judge != nullptr || rule.judge_registered != nullptr;
    if (!checks_relations || !rule.kinds.has(ObjectKind::Table)) return {};
    if (rule.judges_partitions) return ", partitions included";
    return rule.kinds.has(ObjectKind::PartitionedTable) ? "; for a partition, its parent is checked instead"
                                                        : ", but not to partitions";
}

void print_kinds() {
    for (const Rule* rule : catalog()) {
        if (rule->category == Category::Test) continue;
        fmt::print("docs/rules/{}/{}.md\tApplies to {}{}.\n", name_of(rule->category), rule->name, kinds_of(*rule),
                   partitions_of(*rule));
    }
}

void print_table(Category category) {
    fmt::print(
        "\n## {}\n\n| code | rule | requires | severity | checked at | parameters |\n| --- | --- | --- | --- | --- | "
        "--- |\n",
        title_of(category));
    for (const Rule* rule : catalog()) {
        if (rule->category != category) continue;
        fmt::print("| {} | [{}]({}/{}.md) | {} | {} | {} | {} |\n", rule->code, rule->name, name_of(category),
                   rule->name, rule->summary, name_of(rule->severity), time_of(*rule), parameters_of(*rule));
    }
}

}  // namespace

int main(int count, char** arguments) {
    try {
        if (count > 1 && std::string_view(arguments[1]) == "--kinds") {
            print_kinds();
            return 0;
        }
        fmt::print("{}", head);
        for (int i = 0; i < static_cast<int>(Category::Test); ++i) print_table(static_cast<Category>(i));
    } catch (const std::exception& error) {
        fmt::print(stderr, "rules_table: {}\n", error.what());
        return 1;
    }
    return 0;
}

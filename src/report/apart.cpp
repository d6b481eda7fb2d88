#include "report/apart.hpp"

#include <algorithm>
#include <utility>

#include "report/cure.hpp"
#include "report/definition.hpp"
#include "report/lines.hpp"
#include "text/formatted.hpp"

namespace mana_guard {
namespace {

template <typename Part>
bool has_oid(std::span<const Part> parts, std::uint32_t oid) {
    return std::ranges::find(parts, oid, &Part::oid) != parts.end();
}

// Whether the index begins with these columns, in any order.
bool begins_with(const Table& table, const Index& index, std::span<const Column* const> columns) {
    if (index.keys.size() < columns.size()) return false;
    const auto first = index.keys.first(columns.size());
    return std::ranges::all_of(columns, [&](const Column* column) {
        return std::ranges::any_of(first, [&](const IndexKey& key) {
            return key.column != no_column && table.columns[key.column].number == column->number;
        });
    });
}

// The index that the transaction drops and that would do; null if there is none.
const Index* dropped_index(const Table& table, std::span<const Column* const> columns) {
    if (table.before == nullptr || columns.empty()) return nullptr;
    const Table& before = *table.before;
    const auto index = std::ranges::find_if(before.indexes, [&](const Index& one) {
        return one.is_valid && !has_oid(table.indexes, one.oid) && begins_with(before, one, columns);
    });
    return index == before.indexes.end() ? nullptr : &*index;
}

// Whether the finding is about an index that the transaction makes.
bool is_about_new_index(const Finding& finding) {
    const Table& table = *finding.table;
    if (table.before == nullptr) return false;
    const auto index = std::ranges::find(table.indexes, finding.part, &Index::name);
    return index != table.indexes.end() && !has_oid(table.before->indexes, index->oid);
}

// What becomes of the transaction whose column, on which the finding's foreign key is, has been added before it.
std::string without_column(const Finding& finding) {
    if (finding.part.empty()) return "-- then this one, without ADD COLUMN";
    return formatted(
        "-- then this one, with ADD CONSTRAINT {0} ... NOT VALID in place of ADD COLUMN,\n"
        "-- and after COMMIT VALIDATE CONSTRAINT {0}",
        finding.quoted_part);
}

}  // namespace

bool runs_outside(std::string_view sql) {
    return sql.find("CONCURRENTLY") != std::string_view::npos;
}

bool is_apart(const Finding& finding) {
    return finding.told == Severity::Error && finding.table != nullptr && !finding.stood_before &&
           may_follow(finding) && runs_outside(finding.cure);
}

std::string what_to_leave_out(const Finding& finding) {
    if (!is_apart(finding)) return {};
    if (const Index* dropped = dropped_index(*finding.table, finding.index_columns)) {
        const std::string_view words = dropped->is_of_constraint() ? "constraint" : "index";
        return formatted("-- without dropping {} {}", words, dropped->quoted_name);
    }
    return is_about_new_index(finding) ? formatted("-- without index {}", finding.quoted_part) : std::string();
}

void Apart::add(std::span<const Finding> findings, const Finding& finding) {
    if (std::string remark = what_to_leave_out(finding); !remark.empty()) return add_once(remarks, std::move(remark));
    const Table& table = *finding.table;
    for (const Column* column : finding.index_columns) {
        if (!column->added || !columns.insert(column).second) continue;
        ColumnChange change = merged_change(findings, *column);
        change.reference = "";
        statements.push_back(
            formatted("ALTER TABLE {} ADD COLUMN {};", table.identity, definition_of(table, *column, change)));
        add_once(remarks, without_column(finding));
    }
    add_once(statements, finding.cure);
}

std::vector<std::string> Apart::written() const {
    std::vector<std::string> lines;
    if (!statements.empty()) {
        lines.push_back(formatted("-- in {} before this one, outside a transaction block:",
                                  statements.size() == 1 ? "a migration of its own" : "migrations of their own"));
    }
    lines.insert(lines.end(), statements.begin(), statements.end());
    lines.insert(lines.end(), remarks.begin(), remarks.end());
    return lines;
}

}  // namespace mana_guard

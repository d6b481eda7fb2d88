#include "report/dialects/dialect.hpp"

#include <algorithm>

#include "policy/setting.hpp"
#include "report/apart.hpp"
#include "report/lines.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

constexpr std::array<const Speech*, dialect_names.size()> speeches = {
    nullptr,           &dialects::drizzle,    &dialects::prisma, &dialects::typeorm,
    &dialects::django, &dialects::sqlalchemy, &dialects::rails};

constexpr std::size_t most_lines = 20;

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

// Whether it is a name in every language.
bool is_word(std::string_view name) {
    return !name.empty() && letters.find(name.front()) != std::string_view::npos &&
           std::ranges::all_of(name, [](char one) {
               return letters.find(one) != std::string_view::npos || (one >= '0' && one <= '9');
           });
}

// "(folder_id, created_at)" as names; none if it has more than that.
std::vector<std::string> columns_in(std::string_view keys) {
    if (!keys.starts_with('(') || !keys.ends_with(')')) return {};
    keys = keys.substr(1, keys.size() - 2);
    std::vector<std::string> columns;
    for (std::size_t begin = 0; begin < keys.size();) {
        const std::size_t end = std::min(keys.find(", ", begin), keys.size());
        columns.emplace_back(keys.substr(begin, end - begin));
        if (!is_word(columns.back())) return {};
        begin = end + 2;
    }
    return columns;
}

// How the finding's column should be declared, with what other findings say of it.
ColumnParts column_of(std::span<const Finding> findings, const Finding& finding) {
    if (finding.changed == nullptr) return parts_of(finding.change);
    return parts_of(*finding.table, *finding.changed, merged_change(findings, *finding.changed));
}

// Whether the column stands in a table in use, where it is replaced step by step.
bool stands_in_use(const Finding& finding) {
    return finding.changed != nullptr && !finding.changed->added && finding.table != nullptr && finding.table->in_use &&
           !finding.table->created && finding.rule->judge_command == nullptr;
}

std::string column_line(const Speech& speech, std::span<const Finding> findings, const Finding& finding) {
    const bool is_missing = finding.changed == nullptr && !finding.change.name.empty();
    if (finding.table == nullptr || (finding.changed == nullptr && !is_missing) || finding.stood_before) return {};
    if (stands_in_use(finding) || (finding.changed != nullptr && finding.changed->inherited)) return {};
    const ColumnParts column = column_of(findings, finding);
    const bool is_known = is_word(column.name) && (column.table.empty() || is_word(column.table));
    return is_known && !column.is_generated ? speech.column(column) : std::string();
}

std::string placed_line(const Speech& speech, const Finding& finding) {
    const Object& object = *finding.object;
    const Placed placed = {
        rules::plain_name(finding.schema),
        finding.part.empty() && !finding.new_name.empty() ? finding.new_name : std::string(object.name),
        all_types.has(object.kind)};
    const bool has_word = stored_tables.has(object.kind) || object.kind == ObjectKind::Enum;
    // Without a cure, it is moved there, and may stay where it was.
    const bool is_moved = finding.cure.empty() && (finding.table == nullptr || !finding.table->created);
    if (finding.schema.empty() || is_moved || !has_word || !is_word(placed.schema) || !is_word(placed.name)) return {};
    return speech.placed(placed);
}

std::string index_line(const Speech& speech, const Finding& finding) {
    if (finding.new_index.empty() || !what_to_leave_out(finding).empty()) return {};
    const Object& object = *finding.object;
    const bool is_in_use = finding.rule->is_change || (finding.table != nullptr && finding.table->in_use);
    const NewIndex index = {finding.new_index, std::string(object.schema), std::string(object.name),
                            columns_in(finding.index_keys), is_in_use};
    if (index.columns.empty() || !is_word(index.name) || !is_word(index.schema) || !is_word(index.table)) return {};
    const std::string line = speech.index(index);
    return is_in_use ? formatted("{}\n{}", line, speech.concurrently) : line;
}

bool is_about_lock(const Finding& finding) {
    return finding.rule->name == "migration_lock_held";
}

// A change of a table that none of the tools writes by itself.
bool is_by_hand(const Finding& finding) {
    return (finding.rule->is_change || stands_in_use(finding)) &&
           finding.cure.find("ALTER TABLE ") != std::string::npos;
}

}  // namespace

std::string in_dialect(std::span<const Finding> findings, bool is_refusal) {
    const Speech* speech = speeches.at(static_cast<std::size_t>(findings.front().setting->dialect));
    if (speech == nullptr) return {};
    std::vector<std::string> lines;
    for (const Finding& finding : findings) {
        if (lines.size() >= most_lines) break;
        add_once(lines, placed_line(*speech, finding));
        add_once(lines, column_line(*speech, findings, finding));
        add_once(lines, index_line(*speech, finding));
    }
    if (std::ranges::any_of(findings, is_about_lock)) add_once(lines, std::string(speech->lock));
    if (std::ranges::any_of(findings, is_by_hand)) add_once(lines, std::string(speech->by_hand));
    if (is_refusal) add_once(lines, std::string(speech->after_refusal));
    if (lines.empty()) return {};
    lines.insert(lines.begin(), formatted("In {}:", speech->tool));
    return joined(lines);
}

}  // namespace mana_guard

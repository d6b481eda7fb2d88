#include "report/fixes.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <string_view>
#include <tuple>

#include "report/lines.hpp"
#include "rules/rule.hpp"
#include "rules/snake_case.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

// Fixes use the current names of columns and tables: renames come last, then moves. An identity takes the place of a
// sequence that other fixes change.
enum class Turn : std::uint8_t { Change, Identity, RenamePart, RenameTable, Move };

Turn turn_of(const Finding& finding) {
    if (!finding.schema.empty()) return Turn::Move;
    if (replaces_sequence(finding)) return Turn::Identity;
    if (finding.rule->category != Category::Names || finding.fix.find(" RENAME ") == std::string::npos)
        return Turn::Change;
    return finding.column != nullptr || !finding.part.empty() ? Turn::RenamePart : Turn::RenameTable;
}

// The names that the fix gives, as it spells them.
std::vector<std::string_view> names_given(std::string_view fix) {
    constexpr std::string_view words = " TO ";
    std::vector<std::string_view> names;
    while (fix.find(" RENAME ") != std::string_view::npos) {
        fix.remove_prefix(fix.find(" RENAME "));
        const std::size_t start = fix.find(words);
        if (start == std::string_view::npos) break;
        fix.remove_prefix(start + words.size());
        names.push_back(fix.substr(0, fix.find(';')));
    }
    return names;
}

// The action in "ALTER TABLE app.files ALTER COLUMN x TYPE text;", which can be combined with others of the table;
// empty if the fix is something else, or more. Columns that an index expression compares must change together.
std::string_view type_action(const Finding& finding) {
    std::string_view fix = finding.fix;
    const std::string begin = formatted("ALTER TABLE {} ", finding.object->identity);
    if (finding.changed == nullptr || finding.change.type.empty() || !fix.starts_with(begin)) return {};
    if (fix.find(';') != fix.size() - 1) return {};
    fix.remove_prefix(begin.size());
    fix.remove_suffix(1);
    return fix;
}

bool renames_column(const Finding& finding) {
    return turn_of(finding) == Turn::RenamePart && finding.column != nullptr && !finding.change.name.empty();
}

bool has_method(const Finding& finding) {
    return !finding.new_index.empty() && finding.fix.find(" USING ") != std::string::npos;
}

std::uint32_t number_of(const Column* column) {
    return column == nullptr ? 0 : column->number;
}

class Order {
  public:
    Order(std::span<const Finding> findings, const AskAgain& ask_again) : ask_again_(ask_again) {
        take(findings);
        if (!findings.empty()) table_ = findings.front().table;
    }

    FixList list() {
        const std::vector<const Finding*> all = findings_;
        const bool is_renamed = table_ != nullptr && std::ranges::any_of(all, [](const Finding* one) {
                                    return renames_column(*one) || turn_of(*one) == Turn::RenameTable;
                                });
        add_types();
        for (const Finding* finding : all) {
            const bool waits = is_renamed && !finding->new_index.empty();
            if (turn_of(*finding) <= Turn::Identity && !waits && can_be_changed(*finding)) change(*finding);
        }
        if (is_renamed) rename_relation();
        for (const Finding* finding : std::vector(findings_)) {
            if (is_renamed && !finding->new_index.empty() && can_be_changed(*finding)) change(*finding);
            if (turn_of(*finding) == Turn::RenamePart && !finding->part.empty() && can_be_renamed(*finding))
                add(*finding, fix_of(*finding));
        }
        for (const Finding* finding : findings_) {
            if (turn_of(*finding) == Turn::Move) add(*finding, fix_of(*finding));
        }
        return std::move(list_);
    }

  private:
    void take(std::span<const Finding> findings) {
        findings_.clear();
        for (const Finding& finding : findings) {
            if (!finding.fix.empty()) findings_.push_back(&finding);
        }
        std::ranges::stable_sort(findings_, {},
                                 [](const Finding* one) { return std::tuple(turn_of(*one), one->rule->code); });
    }

    void add(const Finding& finding, std::string sql) {
        for (const std::string_view name : names_given(finding.fix)) given_.emplace(name);
        if (!finding.new_index.empty()) list_.index_names.push_back(finding.new_index);
        if (!finding.part.empty() && !finding.new_name.empty()) list_.index_names.push_back(finding.new_name);
        add_once(list_.statements, std::move(sql));
    }

    void change(const Finding& finding) {
        add(finding, fix_of(finding));
        if (!finding.part.empty()) changed_parts_.emplace(finding.part);
    }

    void add_types() {
        std::vector<std::string> actions;
        std::vector<std::string> cautions;
        const Finding* first = nullptr;
        for (const Finding* finding : findings_) {
            const std::string_view action = type_action(*finding);
            if (action.empty()) continue;
            if (changes_type(*finding) && !retyped_.insert(number_of(finding->changed)).second) continue;
            if (first == nullptr) first = finding;
            if (!finding->caution.empty()) add_once(cautions, formatted("-- {}\n", finding->caution));
            add_once(actions, std::string(action));
        }
        if (first == nullptr) return;
        std::string sql;
        for (const std::string& caution : cautions) sql += caution;
        sql += formatted("ALTER TABLE {}", first->object->identity);
        for (std::size_t i = 0; i < actions.size(); ++i) sql += formatted("{} {}", i == 0 ? "" : ",", actions[i]);
        add_once(list_.statements, sql + ";");
    }

    // Whether the missing column exists under another name and is renamed.
    [[nodiscard]] bool comes_by_rename(const Finding& finding) const {
        if (finding.changed != nullptr || finding.change.name.empty()) return false;
        return std::ranges::any_of(findings_, [&](const Finding* other) {
            return other->changed != nullptr && other->change.name == finding.change.name;
        });
    }

    // Of two fixes that change one part or type only the first can run. An index of a method that its column's new type
    // may not have, and a default of a column that becomes an identity, wait for the next call.
    bool can_be_changed(const Finding& finding) {
        if (!type_action(finding).empty() || comes_by_rename(finding)) return false;
        if (changes_type(finding) && !retyped_.insert(number_of(finding.changed)).second) return false;
        if (!finding.new_index.empty() && !given_.emplace(rules::sql_name(finding.new_index)).second) return false;
        if (!finding.part.empty() && changed_parts_.contains(finding.part)) return false;
        if (has_method(finding) && retyped_.contains(number_of(finding.column))) return false;
        return !finding.change.default_value || !becomes_identity(finding.changed);
    }
    [[nodiscard]] bool becomes_identity(const Column* column) const {
        return std::ranges::any_of(findings_, [column](const Finding* other) {
            return other->changed == column && other->change.identity != Identity::None;
        });
    }

    // Columns, then the relation: after each the rules are asked again, since the names of indexes follow from both.
    void rename_relation() {
        std::set<std::uint32_t> renamed;
        bool has_new_name = false;
        names_.push_back(*table_);
        drop_changed_indexes();
        ask();
        const auto next = [&] {
            return std::ranges::find_if(findings_, [&](const Finding* one) {
                if (renames_column(*one)) return !renamed.contains(number_of(one->column)) && can_be_renamed(*one);
                return turn_of(*one) == Turn::RenameTable && !has_new_name && can_be_renamed(*one);
            });
        };
        for (auto one = next(); one != findings_.end(); one = next()) {
            const Finding& finding = **one;
            add(finding, fix_of(finding));
            if (finding.column != nullptr) renamed.insert(number_of(finding.column));
            has_new_name = has_new_name || finding.column == nullptr;
            take_names(finding);
            ask();
        }
    }

    void ask() {
        answers_.push_back(ask_again_(names_.back()));
        take(answers_.back());
    }

    void drop_changed_indexes() {
        auto& indexes = indexes_.emplace_back(names_.back().indexes.begin(), names_.back().indexes.end());
        std::erase_if(indexes, [this](const Index& index) { return changed_parts_.contains(index.name); });
        names_.back().indexes = indexes;
    }

    // The relation under the names that the fix gives to it, to its column and to its indexes.
    void take_names(const Finding& finding) {
        Table table = names_.back();
        const std::string_view old_identity = table.identity;
        if (finding.column == nullptr) {
            table.name = keep(finding.new_name);
            table.quoted_name = keep(rules::sql_name(finding.new_name));
            table.identity = keep(formatted("{}.{}", rules::sql_name(table.schema), table.quoted_name));
            auto& keys = keys_.emplace_back(table.foreign_keys.begin(), table.foreign_keys.end());
            for (ForeignKey& key : keys) {
                if (key.target_identity != old_identity) continue;
                key.target = keep(formatted("{}.{}", table.schema, table.name));
                key.target_identity = table.identity;
            }
            table.foreign_keys = keys;
        } else {
            auto& columns = columns_.emplace_back(table.columns.begin(), table.columns.end());
            Column& column = columns[static_cast<std::size_t>(finding.column - table.columns.data())];
            column.name = keep(finding.change.name);
            column.quoted_name = keep(rules::sql_name(finding.change.name));
            table.columns = columns;
        }
        auto& indexes = indexes_.emplace_back(table.indexes.begin(), table.indexes.end());
        for (Index& index : indexes) {
            const std::string words = formatted("ALTER INDEX {} RENAME TO ", index.identity);
            const std::size_t at = finding.fix.find(words);
            if (at == std::string::npos) continue;
            const std::size_t start = at + words.size();
            index.quoted_name = keep(finding.fix.substr(start, finding.fix.find(';', start) - start));
            index.name = keep(rules::plain_name(index.quoted_name));
            index.identity = keep(formatted("{}.{}", rules::sql_name(table.schema), index.quoted_name));
            list_.index_names.emplace_back(index.name);
        }
        table.indexes = indexes;
        names_.push_back(table);
    }
    std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

    // What is dropped can't be renamed, nor anything to a name that is already given here.
    bool can_be_renamed(const Finding& finding) {
        if (is_outdone(finding) || changed_parts_.contains(finding.part)) return false;
        return std::ranges::none_of(names_given(finding.fix),
                                    [this](std::string_view name) { return given_.contains(name); });
    }
    // Of a column's new names one that only respells it says less than another, which is in snake_case too.
    [[nodiscard]] bool is_outdone(const Finding& finding) const {
        const auto respells = [](const Finding& one) {
            return one.column != nullptr && one.change.name == rules::to_snake_case(one.column->name);
        };
        return respells(finding) && std::ranges::any_of(findings_, [&](const Finding* other) {
                   return other->column == finding.column && turn_of(*other) == Turn::RenamePart && !respells(*other);
               });
    }

    const AskAgain& ask_again_;
    const Table* table_ = nullptr;
    std::vector<const Finding*> findings_;
    FixList list_;
    std::set<std::uint32_t> retyped_;
    std::set<std::string, std::less<>> changed_parts_;
    std::set<std::string, std::less<>> given_;
    // The relation as it is called after each rename, and what is found of it then.
    std::deque<Table> names_;
    std::deque<std::vector<Finding>> answers_;
    std::deque<std::vector<Column>> columns_;
    std::deque<std::vector<Index>> indexes_;
    std::deque<std::vector<ForeignKey>> keys_;
    std::deque<std::string> texts_;
};

std::string commented(std::string_view sql) {
    std::string text = "-- ";
    for (const char c : sql) {
        text += c;
        if (c == '\n') text += "-- ";
    }
    return text;
}

}  // namespace

bool changes_type(const Finding& finding) {
    return finding.changed != nullptr && finding.fix.find(" TYPE ") != std::string::npos;
}

bool replaces_sequence(const Finding& finding) {
    return finding.fix.find(" ADD GENERATED ") != std::string::npos;
}

std::string fix_of(const Finding& finding) {
    if (finding.fix.empty()) return {};
    const bool is_open = finding.fix.find(formatted(" {};", unknown_schema)) != std::string::npos;
    const std::string fix = is_open ? commented(finding.fix) : finding.fix;
    return finding.caution.empty() ? fix : formatted("-- {}\n{}", finding.caution, fix);
}

FixList fixes(std::span<const Finding> findings, const AskAgain& ask_again) {
    return Order(findings, ask_again).list();
}

}  // namespace mana_guard

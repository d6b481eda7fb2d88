#include "report/fixes.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "report/lines.hpp"
#include "rules/fix_cautions.hpp"
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

bool renames_indexes(const Finding& finding) {
    return finding.fix.find(";\nALTER INDEX ") != std::string::npos;
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

class Order {
  public:
    explicit Order(std::span<const Finding> findings) {
        for (const Finding& finding : findings) {
            if (!finding.fix.empty()) all_.push_back(&finding);
        }
        std::ranges::stable_sort(all_, {},
                                 [](const Finding* one) { return std::tuple(turn_of(*one), one->rule->code); });
    }

    std::vector<std::string> statements() {
        add_types();
        for (const Finding* finding : all_) {
            if (turn_of(*finding) <= Turn::Identity) {
                if (can_be_changed(*finding)) add(*finding, fix_of(*finding));
            } else if (turn_of(*finding) == Turn::Move) {
                add_move(*finding);
            } else if (can_be_renamed(*finding)) {
                if (turn_of(*finding) == Turn::RenameTable) renamed_ = finding;
                add(*finding, fix_of(*finding));
            }
        }
        return std::move(statements_);
    }

  private:
    void add(const Finding& finding, std::string sql) {
        for (const std::string_view name : names_given(finding.fix)) given_.emplace(name);
        add_once(statements_, std::move(sql));
    }

    void add_types() {
        std::vector<std::string> actions;
        std::vector<std::string> cautions;
        const Finding* first = nullptr;
        for (const Finding* finding : all_) {
            const std::string_view action = type_action(*finding);
            if (action.empty()) continue;
            if (first == nullptr) first = finding;
            if (!finding->caution.empty()) add_once(cautions, formatted("-- {}\n", finding->caution));
            if (retyped_.insert(finding->changed).second) actions.emplace_back(action);
        }
        if (first == nullptr) return;
        std::string sql;
        for (const std::string& caution : cautions) sql += caution;
        sql += formatted("ALTER TABLE {}", first->object->identity);
        for (std::size_t i = 0; i < actions.size(); ++i) sql += formatted("{} {}", i == 0 ? "" : ",", actions[i]);
        add_once(statements_, sql + ";");
    }

    // Whether the missing column exists under another name and is renamed.
    [[nodiscard]] bool comes_by_rename(const Finding& finding) const {
        if (finding.changed != nullptr || finding.change.name.empty()) return false;
        return std::ranges::any_of(all_, [&](const Finding* other) {
            return other->changed != nullptr && other->change.name == finding.change.name;
        });
    }

    // Of two fixes that change one part only the first can run. An index over a retyped column, and a default of a
    // column that becomes an identity, wait for the next call.
    bool can_be_changed(const Finding& finding) {
        if (!type_action(finding).empty() || comes_by_rename(finding)) return false;
        if (!finding.change.type.empty() && finding.changed != nullptr && !retyped_.insert(finding.changed).second)
            return false;
        if (!finding.new_index.empty() && !given_.emplace(rules::sql_name(finding.new_index)).second) return false;
        if (!finding.part.empty() && !changed_parts_.insert(finding.part).second) return false;
        const bool builds_index = finding.caution == rules::builds_index;
        if (builds_index && (retyped_.contains(finding.column) || retyped_.contains(finding.part_begins_with)))
            return false;
        return !finding.change.default_value || !becomes_identity(finding.changed);
    }
    [[nodiscard]] bool becomes_identity(const Column* column) const {
        return std::ranges::any_of(all_, [column](const Finding* other) {
            return other->changed == column && other->change.identity != Identity::None;
        });
    }

    // Of two renames of one object only the first can run, and likewise of those that also rename indexes. The rename
    // of an index that is dropped can't run, nor one to a name that is already given here.
    bool can_be_renamed(const Finding& finding) {
        if (is_outdone(finding)) return false;
        if (!renamed_things_.insert({finding.column, finding.part}).second) return false;
        if (is_mended(finding)) return false;
        if (renames_indexes(finding)) {
            if (has_renamed_indexes_ || mends_parts()) return false;
            has_renamed_indexes_ = true;
        }
        return std::ranges::none_of(names_given(finding.fix),
                                    [this](std::string_view name) { return given_.contains(std::string(name)); });
    }
    // Of a column's new names one that only respells it says less than another, which is in snake_case too.
    [[nodiscard]] bool is_outdone(const Finding& finding) const {
        const auto respells = [](const Finding& one) {
            return one.column != nullptr && one.change.name == rules::to_snake_case(one.column->name);
        };
        return respells(finding) && std::ranges::any_of(all_, [&](const Finding* other) {
                   return other->column == finding.column && turn_of(*other) == Turn::RenamePart && !respells(*other);
               });
    }
    [[nodiscard]] bool is_mended(const Finding& finding) const {
        return !finding.part.empty() && std::ranges::any_of(all_, [&](const Finding* other) {
            return turn_of(*other) == Turn::Change && other->part == finding.part;
        });
    }
    [[nodiscard]] bool mends_parts() const {
        return std::ranges::any_of(
            all_, [](const Finding* one) { return turn_of(*one) == Turn::Change && !one->part.empty(); });
    }

    // Under the name that it has been given here.
    void add_move(const Finding& finding) {
        Finding moved = finding;
        if (renamed_ != nullptr) {
            const std::string_view old = finding.object->identity;
            const std::size_t at = moved.fix.find(old);
            const std::string now =
                formatted("{}.{}", rules::sql_name(finding.object->schema), rules::sql_name(renamed_->new_name));
            if (at != std::string::npos) moved.fix.replace(at, old.size(), now);
        }
        add(moved, fix_of(moved));
    }

    std::vector<const Finding*> all_;
    std::vector<std::string> statements_;
    std::set<const Column*> retyped_;
    std::set<std::pair<const Column*, std::string_view>> renamed_things_;
    std::set<std::string_view> changed_parts_;
    std::set<std::string> given_;
    const Finding* renamed_ = nullptr;
    bool has_renamed_indexes_ = false;
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

bool replaces_sequence(const Finding& finding) {
    return finding.fix.find(" ADD GENERATED ") != std::string::npos;
}

std::string fix_of(const Finding& finding) {
    if (finding.fix.empty()) return {};
    const bool is_open = finding.fix.find(formatted(" {};", unknown_schema)) != std::string::npos;
    const std::string fix = is_open ? commented(finding.fix) : finding.fix;
    return finding.caution.empty() ? fix : formatted("-- {}\n{}", finding.caution, fix);
}

std::vector<std::string> fixes(std::span<const Finding> findings) {
    return Order(findings).statements();
}

}  // namespace mana_guard

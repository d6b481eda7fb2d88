// A relation under the names that it should have, instead of those that its command gives to it.
#pragma once

#include "core.hpp"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/table.hpp"
#include "rules/findings.hpp"
#include "rules/renaming.hpp"

namespace mana_guard {

class Draft {
  public:
    explicit Draft(const Table& table) : table_(table) {}

    [[nodiscard]] const Table& table() const { return table_; }

    // Takes the names that these findings about table() ask for, of the relation if it is created, and of its columns;
    // false if they ask for none. What points into what table() was before stays valid.
    bool take_names(std::span<const Finding> findings);

  private:
    std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
    std::string_view renamed(std::string_view sql);
    void replace(std::string_view& name, std::string_view better);
    void take_names_of_columns(std::span<const Finding> findings);
    void take_own_name(std::span<const Finding> findings);
    void rename_clauses();
    void rename_indexes();
    void rename_targets();
    void rename_create();

    Table table_;
    std::vector<rules::Renaming> names_;
    // Of all rounds.
    std::deque<std::string> texts_;
    std::deque<std::vector<Column>> columns_;
    std::deque<std::vector<Index>> indexes_;
    std::deque<std::vector<ForeignKey>> keys_;
    std::deque<std::vector<NamedConstraint>> constraints_;
    std::deque<CreateStatement> creates_;
    std::deque<Clauses> clauses_;
};

}  // namespace mana_guard

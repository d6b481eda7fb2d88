// A relation's previous state under the names that its parts, and what its foreign keys refer to, have now.
#pragma once

#include "core.hpp"

#include <span>
#include <vector>

#include "model/table.hpp"

namespace mana_guard {

class Renamed {
  public:
    // Both states outlive it. Columns are matched by number, all else by OID.
    Renamed(const Table& before, const Table& after);
    Renamed(const Renamed&) = delete;
    Renamed& operator=(const Renamed&) = delete;

    // Null if nothing has another name.
    [[nodiscard]] const Table* table() const { return has_new_names_ ? &table_ : nullptr; }
    [[nodiscard]] bool has_renamed_columns() const { return has_renamed_columns_; }

  private:
    // As the catalog has them; a rule about two of them may report the later one.
    enum class Order { ByName, ByAge };

    // Gives the parts their new names in a copy; `take` takes what else has one, and returns whether anything has.
    template <typename T, typename Take>
    void rename(Order order, std::span<const T>& parts, std::span<const T> after, std::vector<T>& copies,
                const Take& take);

    Table table_;
    std::vector<Column> columns_;
    std::vector<Index> indexes_;
    std::vector<ForeignKey> foreign_keys_;
    std::vector<Check> checks_;
    std::vector<RowPolicy> policies_;
    std::vector<RewriteRule> rewrite_rules_;
    bool has_new_names_ = false;
    bool has_renamed_columns_ = false;
};

}  // namespace mana_guard

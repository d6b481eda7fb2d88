// The ratchet: who alters an object that was in breach before is judged by what he brings or leaves worse.
#pragma once

#include "core.hpp"

#include <deque>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "model/change.hpp"
#include "policy/policy.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

// Asks the rules that are on of one object, whatever their timing.
using Ask = void (*)(const Change&, const Policy&, const Object&, Findings&);

class Ratchet {
  public:
    // Asks the rules of what stood before of the objects that the findings are about.
    Ratchet(const Change& change, const Policy& policy, const std::vector<Finding>& findings, Ask ask);

    // Whether the finding held before: the same rule, object, column, part and offending value. A column is known by
    // its number and an object by itself, so that a rename or a move brings nothing; an index or a constraint by its
    // name.
    [[nodiscard]] bool held_before(const Finding& finding) const;

  private:
    using Key = std::tuple<const Object*, const Rule*, std::uint32_t, std::string, std::string>;

    // What was before of the table, as a table of its own where a parent has let it go.
    Table& own_before(const Table& after);

    // A copy of what was before of the finding's object, ready to be asked; null where there was nothing.
    const Object* before_of(const Finding& finding);

    std::deque<Table> tables_;
    std::deque<std::vector<Column>> columns_;
    std::deque<std::vector<ForeignKey>> foreign_keys_;
    std::deque<std::vector<Check>> checks_;
    std::deque<std::vector<Index>> indexes_;
    std::deque<Schema> schemas_;
    std::deque<Definition> definitions_;
    std::set<Key> keys_;
};

}  // namespace mana_guard

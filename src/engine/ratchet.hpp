// The ratchet: a command that alters an object with existing violations is checked only for what it adds or makes
// worse.
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

class Renamed;

// Asks the rules that are on about one object, whatever their timing.
using Ask = void (*)(const Change&, const Policy&, const Object&, Findings&);

class Ratchet {
  public:
    // Asks the rules about the previous state of the objects that the findings are about.
    Ratchet(const Change& change, const Policy& policy, const std::vector<Finding>& findings, Ask ask);

    // Whether the violation existed before: the same rule, object, column, part and offending value. Columns are
    // compared by number, and objects and their other parts by identity, so that a rename or a move adds nothing but a
    // bad name.
    [[nodiscard]] bool held_before(const Finding& finding) const;

  private:
    using Key = std::tuple<const Object*, const Rule*, std::uint32_t, std::string, std::string>;

    // The table's previous state; if it was detached from a parent, as a table of its own.
    Table& own_before(const Table& after);

    // Notes what stood before under the names of before, and has others now; both findings are of the previous state.
    void note_renamed(const Object& after, const Renamed& renamed, const std::vector<Finding>& found,
                      const std::vector<Finding>& found_of_renamed);

    // A copy of the previous state of the finding's object, ready to be checked; null if there was none.
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

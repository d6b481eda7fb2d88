// What the transaction that was refused at COMMIT can't do itself, since it isn't allowed in a transaction block.
#pragma once

#include "core.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/findings.hpp"

namespace mana_guard {

// Whether SQL has a statement that PostgreSQL runs only outside a transaction block.
bool runs_outside(std::string_view sql);

// Whether the finding's cure must have run before the refused transaction begins.
bool is_apart(const Finding& finding);

// What of the refused transaction such a finding is about, as a remark: "-- without index idx_files_name". Empty where
// the transaction needs only what its cure makes.
std::string what_to_leave_out(const Finding& finding);

struct Apart {
    std::vector<std::string> statements;  // before the transaction
    std::vector<std::string> remarks;     // about it: "-- without index idx_files_name"
    std::set<const Column*> columns;      // that these statements add in its place

    // Takes the finding's cure. The columns that its index is on are added as all the findings would have them.
    void add(std::span<const Finding> findings, const Finding& finding);

    // What is to be written, before what the other findings offer.
    [[nodiscard]] std::vector<std::string> written() const;
};

}  // namespace mana_guard

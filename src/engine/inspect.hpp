// The entry point for every check: the findings of the rules that are on about a change.
#pragma once

#include "core.hpp"

#include <vector>

#include "engine/draft.hpp"
#include "model/change.hpp"
#include "policy/policy.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

// An own rule whose function is to be asked about a relation.
struct Asked {
    const Object* object;
    const Rule* rule;
};

// All of it points into `change` and `policy`.
struct Inspection {
    // To be reported: by severity, strictest first, then by code, then in the order of the objects.
    std::vector<Finding> findings;
    // Change::details_are_known: those that are reported only at COMMIT, and that the statement brings.
    std::vector<Finding> later;
    // Existing violations that are only mentioned.
    std::vector<Finding> mentioned;
    // The objects with findings of rules that are checked at COMMIT.
    std::vector<const Object*> deferred;
    // Of the relations more is needed than what was added to them: Verdict::wants_rest. Then everything else is
    // undecided.
    bool wants_rest = false;
    // What the functions of own rules are to be asked; likewise.
    std::vector<Asked> wants_own;
    // The objects whose previous state is needed. If there are any, everything else is undecided.
    std::vector<const Object*> wants_before;
    // The relations whose details the message needs; likewise.
    std::vector<const Object*> wants_details;
    // The policy has been given no exemptions, and there are findings: likewise.
    bool wants_exemptions = false;
};

Inspection inspect(const Change& change, const Policy& policy);

// The own rules that are on and due about the relations and have given no answer yet.
std::vector<Asked> questions_about(const Change& change, const Policy& policy);

// Asks the rules that are on and due about one object.
void ask_of_object(const Change& change, const Policy& policy, const Object& object, Findings& found);

// All that the relation of a draft would be told of, now and at COMMIT, as a warning or an error, once the draft has
// taken the names that its findings ask for. They point into the draft.
std::vector<Finding> findings_about(const Change& change, const Policy& policy, Draft& draft);

}  // namespace mana_guard

// A house's own rules: the only place where a judgement runs what isn't the guard's. Each function runs as the role
// that added its rule, restricted, reads only, in a subtransaction of which nothing stays.
#pragma once

#include "model/own_rule.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// What the rule's function says of the relation, in the current memory context; with a command, of what it was before
// that. Its error is an answer too. A cancel, a shutdown and a lack of memory are raised.
OwnAnswer ask_own_rule(const OwnQuestion& question, CommandId before = InvalidCommandId);

// Those answers, and those to the questions.
std::span<const OwnAnswer> ask_own_rules(std::span<const OwnQuestion> questions, std::span<const OwnAnswer> answers);

}  // namespace mana_guard::server

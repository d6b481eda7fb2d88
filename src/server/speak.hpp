// Speak: the one place that raises, apart from what PostgreSQL raises by itself.
#pragma once

#include "engine/judge.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Tells a verdict: an error aborts the command, a warning goes to the client, what is only logged to the server's log.
// Where the command has committed already (`can_refuse` is false) an error is told as a warning.
void speak(const Verdict& verdict, bool can_refuse);

// MG901: the guard can't do its work, so the command is refused; the hint names the way out.
[[noreturn]] void raise_unavailable(const char* why, const char* way_out);

// A call through the wall that came back without a result while `doing` something.
[[noreturn]] void raise_failure(Outcome outcome, const Failure& failure, const char* doing);

// A command that couldn't be judged passes, since nothing is refused: as a WARNING, or under a cap at log in the
// server's log alone.
void tell_of_unjudged(const ErrorData* error);

// What stood before on an object, as a NOTICE.
void speak_of_existing(const Mention& mention);

// MG900: a row of that table, or a text of a caller's, that can't be part of the policy.
[[noreturn]] void raise_policy_error(const char* table, const Failure& failure);

// MG900: a document that is no policy, with its faults, a line each.
[[noreturn]] void raise_wrong_document(int count, const char* faults);

// The triggers of one of the policy's tables were switched from ALWAYS: changes by replication would go unseen.
void warn_of_policy_triggers(const char* table);

// A superuser's restore was recognised and passes; told once a session.
void tell_of_restore();

}  // namespace mana_guard::server

// Speak: the only place that raises errors and messages, apart from PostgreSQL itself.
#pragma once

#include "engine/judge.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Reports a verdict: an error aborts the command, a warning goes to the client, and what is only logged to the server's
// log. If the command has committed already (`can_refuse` is false), an error is reported as a warning.
void speak(const Verdict& verdict, bool can_refuse);

// MG901: the guard can't check the command, so the command is refused; the hint says what to do.
[[noreturn]] void raise_unavailable(const char* why, const char* way_out);

// A call through the wall that failed while `doing` something.
[[noreturn]] void raise_failure(Outcome outcome, const Failure& failure, const char* doing);

// A command that couldn't be checked passes because nothing is refused: reported as a WARNING or, with max_severity at
// log, only in the server's log.
void tell_of_unjudged(const ErrorData* error);

// An object's existing violations, as a NOTICE.
void speak_of_existing(const Mention& mention);

// MG900: a row of that table, or a text of a caller's, that can't be part of the policy.
[[noreturn]] void raise_policy_error(const char* table, const Failure& failure);

// MG900: an invalid policy document, with its errors, one per line.
[[noreturn]] void raise_wrong_document(int count, const char* faults);

// The triggers of one of the policy's tables were switched from ALWAYS: changes by replication would go unseen.
void warn_of_policy_triggers(const char* table);

// The collection is full: what follows is only counted.
void warn_of_full_collection(int most);
// So many findings weren't kept, and so aren't listed.
void warn_of_lost(std::int64_t count);

// file_begins() while that file is open, and file_ends() while none is.
[[noreturn]] void raise_file_open(const char* path);
[[noreturn]] void raise_no_file();

// lint() doesn't run a statement: it can't be undone, or it can't run in a transaction block and is only checked.
void tell_of_unrun(int statement, const char* words, bool is_checked);

// A superuser's restore was recognised and passes; reported once per session.
void tell_of_restore();

}  // namespace mana_guard::server

// What is kept of findings: rows of mana_guard.log for what did not abort, a line in the server's log for a refusal.
#pragma once

#include "engine/judge.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// A row for each finding. `user` is who acted, `tag` the command's.
void log_findings(const Verdict& verdict, const char* tag, Oid user);

// One line of JSON.
void log_refusal(const Verdict& verdict, const char* tag, Oid user);

}  // namespace mana_guard::server

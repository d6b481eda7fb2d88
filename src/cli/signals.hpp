// Interrupts and the time limit: the scratch server is stopped, whatever waits for it fails, and the run ends in order.
#pragma once

#include "core.hpp"

#include <sys/types.h>

namespace mana_guard::cli {

// Handles SIGINT and SIGTERM, and SIGALRM after so many seconds unless they are 0.
void handle_signals(unsigned time_limit);

// The server that a signal stops at once; -1: none.
void stop_at_signal(pid_t server);

// Throws Failure if a signal has come or the time is over.
void throw_if_interrupted();

}  // namespace mana_guard::cli

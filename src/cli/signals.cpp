#include "cli/signals.hpp"
#include "cli/failure.hpp"

#include <atomic>
#include <csignal>

#include <unistd.h>

namespace mana_guard::cli {
namespace {

// What the handler needs, which may use little else (signal-safety(7)).
constinit std::atomic<int> received = 0;            // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
constinit std::atomic<pid_t> server_in_force = -1;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void handle(int signal) {
    received = signal;
    if (server_in_force > 0) kill(server_in_force, SIGQUIT);
}

}  // namespace

void handle_signals(unsigned time_limit) {
    struct sigaction action {};
    action.sa_handler = handle;
    for (const int signal : {SIGINT, SIGTERM, SIGALRM}) sigaction(signal, &action, nullptr);
    // A reader that has gone away is no reason to leave the server behind.
    std::signal(SIGPIPE, SIG_IGN);
    if (time_limit > 0) alarm(time_limit);
}

void stop_at_signal(pid_t server) {
    server_in_force = server;
}

void throw_if_interrupted() {
    if (received == SIGINT) throw Failure(Exit::Interrupted, "interrupted");
    if (received == SIGTERM) throw Failure(Exit::Terminated, "terminated");
    if (received == SIGALRM) throw Failure(Exit::NotJudged, "the run took longer than --timeout");
}

}  // namespace mana_guard::cli

#include "cli/progress.hpp"
#include "formats/escapes.hpp"
#include "text/formatted.hpp"

#include <cstdio>

#include <unistd.h>

namespace mana_guard::cli {
namespace {

Loudness& loudness_in_force() {
    static constinit Loudness in_force = Loudness::Normal;
    return in_force;
}

void say(const std::string& text) {
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

}  // namespace

void set_loudness(Loudness loudness) {
    loudness_in_force() = loudness;
}

void remark(std::string_view text) {
    if (loudness_in_force() != Loudness::Quiet) say(formatted("mana-guard: {}\n", printable(text)));
}

Progress::Progress(std::string verb, std::size_t total) : verb_(std::move(verb)), total_(total) {}

Progress::~Progress() {
    if (is_shown_) say("\r\x1b[K");
}

void Progress::step(std::string_view what) {
    ++done_;
    if (loudness_in_force() == Loudness::Verbose) return say(formatted("{} {}\n", verb_, printable(what)));
    const bool is_late = std::chrono::steady_clock::now() - begin_ > std::chrono::seconds(1);
    if (loudness_in_force() == Loudness::Quiet || !is_late || isatty(STDERR_FILENO) == 0) return;
    is_shown_ = true;
    say(formatted("\r\x1b[K{} {} of {}: {}", verb_, done_, total_, printable(what)));
}

}  // namespace mana_guard::cli

#include "cli/commands.hpp"
#include "cli/output.hpp"

#include <array>
#include <ctime>

namespace mana_guard::cli {
namespace {

std::string now() {
    const std::time_t time = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::array<char, sizeof "2026-01-01 00:00 UTC"> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &parts)};
}

}  // namespace

Report new_report(const Options& options) {
    return {.tool_version = MANA_GUARD_VERSION,
            .begun = now(),
            .policy = options.policy,
            .profile = options.profile,
            .manual = options.manual};
}

Exit reported(Report& report, const Options& options, const std::function<void()>& judge) {
    try {
        judge();
    } catch (const Failure& failure) {
        write_failed_report(report, options, failure);
        throw;
    }
    return write_report(report, options);
}

}  // namespace mana_guard::cli

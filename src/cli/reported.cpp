#include "cli/commands.hpp"
#include "cli/output.hpp"

namespace mana_guard::cli {

Report new_report(const Options& options) {
    return {.tool_version = MANA_GUARD_VERSION, .policy = options.policy, .profile = options.profile};
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

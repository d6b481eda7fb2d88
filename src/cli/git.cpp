#include "cli/git.hpp"
#include "cli/database.hpp"
#include "cli/failure.hpp"
#include "cli/process.hpp"
#include "text/formatted.hpp"

namespace mana_guard::cli {
namespace {

// The names that git writes, each with a NUL at its end.
void add_names(const std::vector<std::string>& command, std::set<std::string>& names) {
    const auto written = output_unless_failed(command);
    if (!written) throw Failure(Exit::WrongUse, "git could not say which files have changed");
    const std::string& output = *written;
    for (std::size_t begin = 0; begin < output.size();) {
        const std::size_t end = output.find('\0', begin);
        names.insert(output.substr(begin, end - begin));
        begin = end == std::string::npos ? output.size() : end + 1;
    }
}

}  // namespace

std::set<std::string> changed_since(const std::string& revision, const std::string& folder) {
    const std::string base =
        first_line(output_of({"git", "-C", folder, "merge-base", "--end-of-options", revision, "HEAD"}));
    if (base.empty()) {
        throw Failure(Exit::WrongUse, formatted("git knows no merge base of {} and HEAD in {}", revision, folder),
                      "In a shallow clone, fetch the history first: fetch-depth: 0 in GitHub's actions/checkout, "
                      "GIT_DEPTH: 0 in GitLab.");
    }
    std::set<std::string> names;
    add_names({"git", "-C", folder, "diff", "--name-only", "--relative", "--diff-filter=d", "-z", base}, names);
    add_names({"git", "-C", folder, "ls-files", "--others", "-z"}, names);
    return names;
}

}  // namespace mana_guard::cli

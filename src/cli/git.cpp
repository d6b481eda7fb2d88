#include "cli/git.hpp"
#include "cli/database.hpp"
#include "cli/failure.hpp"
#include "cli/process.hpp"
#include "text/formatted.hpp"

namespace mana_guard::cli {
namespace {

// Names that end with a NUL.
void add_names(const std::string& output, std::set<std::string>& names) {
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
    add_names(output_of({"git", "-C", folder, "diff", "--name-only", "--relative", "--diff-filter=d", "-z", base}),
              names);
    add_names(output_of({"git", "-C", folder, "ls-files", "--others", "--exclude-standard", "-z"}), names);
    return names;
}

}  // namespace mana_guard::cli

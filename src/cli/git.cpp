#include "cli/git.hpp"
#include "cli/database.hpp"
#include "cli/failure.hpp"
#include "cli/process.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <vector>

namespace mana_guard::cli {
namespace {

namespace fs = std::filesystem;

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

// Files that git was told to take as unchanged: a tag in lower case, or S, then the name.
void add_hidden(const std::string& folder, std::set<std::string>& names) {
    std::set<std::string> tagged;
    add_names({"git", "-C", folder, "ls-files", "-v", "-z"}, tagged);
    for (const std::string& one : tagged) {
        if (one.size() > 2 && (one.front() == 'S' || std::islower(static_cast<unsigned char>(one.front())) != 0))
            names.insert(one.substr(2));
    }
}

std::string merge_base(const std::string& revision, const std::string& folder) {
    std::string base = first_line(output_of({"git", "-C", folder, "merge-base", "--end-of-options", revision, "HEAD"}));
    if (!base.empty()) return base;
    throw Failure(Exit::WrongUse, formatted("git knows no merge base of {} and HEAD in {}", revision, folder),
                  "In a shallow clone, fetch the history first: fetch-depth: 0 in GitHub's actions/checkout, "
                  "GIT_DEPTH: 0 in GitLab.");
}

// Dependencies and the environment. What is built of the sources of this tree, of which migrations may be part, is not.
bool is_installed(const fs::path& path) {
    const std::string name = path.filename().string();
    constexpr std::string_view folders[] = {"node_modules", ".venv", "venv", "vendor"};
    return std::ranges::find(folders, name) != std::end(folders) || name.starts_with(".env");
}

}  // namespace

std::string root_of_tree() {
    return first_line(output_of({"git", "rev-parse", "--show-toplevel"}));
}

std::set<std::string> changed_since(const std::string& revision, const std::string& folder, IgnoredFiles ignored) {
    if (!output_of({"git", "-C", folder, "rev-parse", "--show-superproject-working-tree"}).empty()) {
        throw Failure(Exit::WrongUse, formatted("{} is in a submodule, whose history is not the project's", folder),
                      "Run mana-guard in the submodule's own clone, or say --after VERSION.");
    }
    const std::string base = merge_base(revision, folder);
    std::set<std::string> names;
    add_names({"git", "-C", folder, "diff", "--name-only", "--relative", "--diff-filter=d", "-z", base}, names);
    std::vector<std::string> others = {"git", "-C", folder, "ls-files", "--others", "-z"};
    if (ignored == IgnoredFiles::LeaveOut) others.emplace_back("--exclude-standard");
    add_names(others, names);
    add_hidden(folder, names);
    return names;
}

Worktree::Worktree(const std::string& revision)
    : here_(root_of_tree()), inside_(first_line(output_of({"git", "rev-parse", "--show-prefix"}))) {
    const std::string base = merge_base(revision, ".");
    std::string pattern = (fs::temp_directory_path() / "mana-guard-tree.XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw Failure(Exit::NotJudged, "could not make a folder in " + pattern);
    parent_ = pattern;
    root_ = parent_ / "tree";
    if (!output_unless_failed({"git", "worktree", "add", "--detach", root_.string(), base})) {
        std::error_code error;
        fs::remove_all(parent_, error);
        throw Failure(Exit::NotJudged, formatted("git could not check out {}, the merge base with {}", base, revision));
    }
    link_installed();
}

Worktree::~Worktree() {
    try {
        output_of({"git", "worktree", "remove", "--force", root_.string()});
    } catch (const Failure&) {
        // The next git worktree prune forgets it.
    }
    std::error_code error;
    fs::remove_all(parent_, error);
}

fs::path Worktree::folder() const {
    return (root_ / inside_).lexically_normal();
}

void Worktree::link_installed() const {
    std::set<std::string> ignored;
    add_names(
        {"git", "-C", here_.string(), "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"},
        ignored);
    for (const std::string& name : ignored) {
        const fs::path path = fs::path(name).has_filename() ? fs::path(name) : fs::path(name).parent_path();
        std::error_code error;
        if (is_installed(path) && fs::is_directory((root_ / path).parent_path(), error))
            fs::create_symlink(here_ / path, root_ / path, error);
    }
}

}  // namespace mana_guard::cli

// Which files have changed, by git.
#pragma once

#include "core.hpp"

#include <filesystem>
#include <set>
#include <string>

namespace mana_guard::cli {

enum class IgnoredFiles { Count, LeaveOut };

// The files below the folder that were added or changed since the merge base of HEAD and the revision, or are not
// committed, relative to the folder. Throws Failure (WrongUse) if there is no repository, revision or merge base.
std::set<std::string> changed_since(const std::string& revision, const std::string& folder,
                                    IgnoredFiles ignored = IgnoredFiles::Count);
// The root of the working tree.
std::string root_of_tree();

// A working tree of the merge base of HEAD and the revision, beside this one, which is removed with the object. What
// tools have installed here, and git ignores, is there too.
class Worktree {
  public:
    explicit Worktree(const std::string& revision);
    ~Worktree();
    Worktree(const Worktree&) = delete;
    Worktree& operator=(const Worktree&) = delete;

    // What the working folder is there; it need not be there.
    [[nodiscard]] std::filesystem::path folder() const;

  private:
    void link_installed() const;

    std::filesystem::path here_;    // the root of this working tree
    std::string inside_;            // the working folder below it
    std::filesystem::path parent_;  // of the other one
    std::filesystem::path root_;
};

}  // namespace mana_guard::cli

// Which files have changed, by git.
#pragma once

#include "core.hpp"

#include <set>
#include <string>

namespace mana_guard::cli {

// The files below the folder that were added or changed since the merge base of HEAD and the revision, or are not
// committed, relative to the folder. Throws Failure (WrongUse) if there is no repository, revision or merge base.
std::set<std::string> changed_since(const std::string& revision, const std::string& folder);

}  // namespace mana_guard::cli

// The folder of a scratch server, and the cached data folder that it is copied from.
#pragma once

#include "core.hpp"

#include <filesystem>
#include <string>

#include "cli/installation.hpp"
#include "cli/process.hpp"

namespace mana_guard::cli {

// A folder in TMPDIR or /tmp that is removed with the object. As long as the object lives, a lock on a file in it shows
// other runs that it isn't left behind.
class ScratchFolder {
  public:
    ScratchFolder(const User& owner, bool is_kept);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path data() const { return path_ / "data"; }
    [[nodiscard]] std::filesystem::path log() const { return path_ / "log"; }

  private:
    std::filesystem::path path_;
    int lock_ = -1;
    bool is_kept_;
};

// Makes the folder's data folder: with initdb and the guard the first time, then as a copy. Throws Failure (NotJudged).
void make_data_folder(const ScratchFolder& folder, const Installation& installation, const User& owner);

}  // namespace mana_guard::cli

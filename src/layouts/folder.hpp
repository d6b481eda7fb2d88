// A folder of migrations on disk.
#pragma once

#include "core.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "policy/error.hpp"

namespace mana_guard {

// A folder that its layout can't read; hint() says what to do.
class LayoutError : public HintedError {
  public:
    using HintedError::HintedError;
};

// What the migration tool's own configuration says: "flyway.placeholders.name".
using Settings = std::map<std::string, std::string, std::less<>>;

class Folder {
  public:
    // Lists all files below, but in hidden folders and node_modules. Throws LayoutError if it can't be read.
    explicit Folder(std::filesystem::path root, Settings settings = {});

    [[nodiscard]] const std::filesystem::path& root() const { return root_; }
    [[nodiscard]] const Settings& settings() const { return settings_; }
    // Paths relative to the root, with slashes, sorted by bytes.
    [[nodiscard]] const std::vector<std::string>& files() const { return files_; }
    [[nodiscard]] bool has(std::string_view file) const;
    // The text of the file at a path relative to the root, which may lead out of it. Throws LayoutError.
    [[nodiscard]] std::string read(std::string_view file) const;
    // The same, empty if there is no such file.
    [[nodiscard]] std::string read_if_present(std::string_view file) const;
    // Whether a file directly in the root whose name ends in .sql has a line that satisfies the condition.
    [[nodiscard]] bool any_line(bool (*condition)(std::string_view line)) const;

  private:
    std::filesystem::path root_;
    Settings settings_;
    std::vector<std::string> files_;
};

}  // namespace mana_guard

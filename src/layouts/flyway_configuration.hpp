// What Flyway's own configuration says about names, places and values.
#pragma once

#include "core.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layouts/folder.hpp"

namespace mana_guard {

enum class FlywaySort { Baseline, Versioned, Repeatable };

struct FlywayName {
    FlywaySort sort = FlywaySort::Versioned;
    std::string version;  // "1.2" of V1_2__name.sql, the description of R__name.sql
};

// Names the setting of settings that weren't read, "schemas in pom.xml", a line for each.
constexpr const char* unread_settings = "unread";
// And the files of Spring's profiles that have settings.
constexpr const char* profile_settings = "profiles";

struct FlywayLocation {
    std::string name;              // as it was written
    std::filesystem::path folder;  // empty if it isn't known
    bool is_of_files = false;      // not of a cloud
};

// Of flyway.locations.
std::vector<FlywayLocation> flyway_locations(const Settings& settings);

// The folder's settings, or Flyway's defaults.
class FlywayConfiguration {
  public:
    explicit FlywayConfiguration(const Folder& folder);

    [[nodiscard]] std::string text(std::string_view key, std::string_view otherwise = "") const;
    [[nodiscard]] bool is(std::string_view key, bool otherwise) const;
    // Nothing for a file that Flyway doesn't run.
    [[nodiscard]] std::optional<FlywayName> name_of(std::string_view path) const;
    // What Flyway runs in its session before a file. Before the first one it creates the schemas.
    [[nodiscard]] std::string session(bool is_first) const;
    // The value of a placeholder in a file of this path.
    [[nodiscard]] std::optional<std::string> value(std::string_view name, std::string_view path) const;
    // Settings that decide what is run, and that only what starts Flyway knows.
    [[nodiscard]] std::vector<std::string> unread_settings_of() const;
    // Locations whose files only Flyway can read.
    [[nodiscard]] const std::vector<std::string>& unread() const { return unread_; }

  private:
    using Prefix = std::pair<std::string, std::optional<FlywaySort>>;  // nothing: of undo migrations

    [[nodiscard]] Prefix prefix_of_name(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> schemas() const;
    [[nodiscard]] bool is_at_location(std::string_view path) const;
    void find_locations(const std::filesystem::path& root);

    const Settings& settings_;
    std::vector<std::string> suffixes_;
    std::vector<std::string> locations_;  // folders below the root, in which all files are; none: anywhere
    std::vector<std::string> unread_;
};

}  // namespace mana_guard

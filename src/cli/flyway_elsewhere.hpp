// Flyway's settings in the files of what starts it: Spring Boot, Maven and Gradle.
#pragma once

#include "core.hpp"

#include <filesystem>
#include <set>
#include <string>

#include "layouts/folder.hpp"

namespace mana_guard::cli {

struct FlywayElsewhere {
    Settings settings{};  // by their names in flyway.conf
    std::set<std::string>
        unread{};  // "schemas in pom.xml": settings that decide what is run, and whose value isn't known
    std::set<std::string> profiles{};  // files of Spring's profiles that have settings
};

// What the project in this folder says. Of Spring's application.properties and application.yml what is plain is read;
// what Maven and Gradle have may be computed, so it is only looked for.
FlywayElsewhere flyway_elsewhere(const std::filesystem::path& project);

}  // namespace mana_guard::cli

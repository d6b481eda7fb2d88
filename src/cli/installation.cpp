#include "cli/installation.hpp"
#include "cli/database.hpp"
#include "cli/process.hpp"
#include "text/formatted.hpp"
#include "text/hash.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <vector>

namespace mana_guard::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> candidates() {
    const char* given = std::getenv("PG_CONFIG");
    if (given != nullptr && *given != '\0') return {given};
    std::vector<std::string> found;
    for (const char* folder : {"/usr/lib/postgresql", "/usr/local/pgsql", "/usr"}) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            const fs::path config = entry.path() / "bin/pg_config";
            const bool is_server =
                std::string_view(folder) != "/usr" || entry.path().filename().string().starts_with("pgsql-");
            if (is_server && fs::exists(config, error)) found.push_back(config.string());
        }
    }
    const std::string on_path = program("pg_config");
    if (!on_path.empty()) found.push_back(on_path);
    return found;
}

// The settings that pg_config prints, "BINDIR = /usr/bin".
std::map<std::string, std::string> settings_of(const std::string& pg_config) {
    std::map<std::string, std::string> settings;
    std::istringstream lines(output_of({pg_config}));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t separator = line.find(" = ");
        if (separator != std::string::npos) settings[line.substr(0, separator)] = line.substr(separator + 3);
    }
    return settings;
}

std::uint64_t hash_of_file(const fs::path& path, std::uint64_t hash) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    return hashed(text, hashed(path.string(), hash));
}

std::optional<Installation> installation_of(const std::string& pg_config) {
    std::map<std::string, std::string> settings = settings_of(pg_config);
    const fs::path library = settings["PKGLIBDIR"] + "/mana_guard.so";
    const fs::path extensions = settings["SHAREDIR"] + "/extension";
    std::error_code error;
    if (!fs::exists(library, error) || !fs::exists(extensions / "mana_guard.control", error)) return std::nullopt;
    std::uint64_t hash = hash_of_file(library, hashed(settings["VERSION"]));
    std::vector<fs::path> scripts;
    for (const auto& entry : fs::directory_iterator(extensions, error)) {
        if (entry.path().filename().string().starts_with("mana_guard")) scripts.push_back(entry.path());
    }
    std::ranges::sort(scripts);
    for (const fs::path& script : scripts) hash = hash_of_file(script, hash);
    Installation found{
        .bindir = settings["BINDIR"], .version = settings["VERSION"].substr(sizeof "PostgreSQL"), .key = {}};
    found.version = found.version.substr(0, found.version.find(' '));
    found.major = static_cast<unsigned>(number_in(found.version));
    found.key = formatted("{}-{:016x}", found.version, hash);
    return found;
}

}  // namespace

std::optional<Installation> find_installation(unsigned major) {
    std::optional<Installation> best;
    for (const std::string& candidate : candidates()) {
        std::optional<Installation> found = installation_of(candidate);
        if (!found || (major != 0 && found->major != major)) continue;
        if (!best || found->major > best->major) best = std::move(found);
    }
    return best;
}

}  // namespace mana_guard::cli

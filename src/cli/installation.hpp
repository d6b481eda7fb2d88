// A PostgreSQL server installed on this machine, with the guard.
#pragma once

#include "core.hpp"

#include <optional>
#include <string>

namespace mana_guard::cli {

struct Installation {
    std::string bindir;
    std::string version;  // "15.20"
    unsigned major = 0;
    std::string key;  // differs whenever the server or the guard in it does
};

// The newest one that has the guard; with a major version, only one of that. PG_CONFIG, if it is set, names the only
// one that is looked at. Nothing if there is none.
std::optional<Installation> find_installation(unsigned major);

}  // namespace mana_guard::cli

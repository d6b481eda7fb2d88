// Which versions of extensions the server's files have, for audits.
#pragma once

#include "model/definition.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

struct AvailableVersion {
    const char* extension;
    const char* version;
};
using AvailableVersions = std::span<const AvailableVersion>;

// What ALTER EXTENSION ... UPDATE would go to, of each extension that has a control file, in the current memory
// context. Reads them all.
AvailableVersions available_versions();

// Fills in Fact::Versions of an extension, in the current memory context; its own version is known.
void read_available_version(AvailableVersions available, Definition& extension);

}  // namespace mana_guard::server

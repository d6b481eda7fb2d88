// A scratch server in a container.
#pragma once

#include "core.hpp"

#include <memory>

#include "cli/scratch.hpp"

namespace mana_guard::cli {

// Starts one with docker or podman from an image made of Docker's official postgres image. Throws Failure (NotJudged).
std::unique_ptr<ScratchServer> start_container(const ScratchOptions& options);

}  // namespace mana_guard::cli

// SQLx names its files as others do; the Rust project around them tells it from those.
#pragma once

#include "core.hpp"

#include "layouts/folder.hpp"

namespace mana_guard {

// Whether the folder above has SQLx among its dependencies, or its cache of queries.
bool is_sqlx_project(const Folder& folder);

}  // namespace mana_guard

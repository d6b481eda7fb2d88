// SQL under other names.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <string_view>

namespace mana_guard::rules {

// Both as SQL spells them: a column's name, or a relation's with its schema.
struct Renaming {
    std::string old_name;
    std::string new_name;
};

// The clause of a relation's CREATE, as the server prints it, with its names replaced. A name that is called, that is a
// type after ::, or that stands in the list of another relation's columns is nobody's column, and stays.
std::string renamed(std::string_view sql, std::span<const Renaming> names);

}  // namespace mana_guard::rules

// Objects that are neither relations nor schemas: types, routines, extensions, and for audits the database.
#pragma once

#include <string_view>
#include <type_traits>

#include "model/object.hpp"
#include "model/security.hpp"

namespace mana_guard {

struct Definition : Object {
    Owner owner;
    bool has_constraint = false;           // of a domain: a CHECK or NOT NULL
    bool is_relocatable = false;           // of an extension: SET SCHEMA moves it
    std::string_view version;              // Fact::Versions, of an extension
    std::string_view available_version{};  // that ALTER EXTENSION UPDATE goes to; empty where no file says
    bool can_be_updated = false;           // to that, by the scripts that are there
    std::string_view encoding{};           // Fact::Encoding, of the database
    // Of a routine, whose identity has its arguments' types: app.pay(integer).
    std::string_view language;
    bool is_security_definer = false;
    bool pins_search_path = false;  // SET search_path in its definition
    bool is_public = false;         // PUBLIC may execute it
    std::span<const Grant> grants;  // of EXECUTE
    const Definition* before = nullptr;
};
static_assert(std::is_trivially_destructible_v<Definition>);

}  // namespace mana_guard

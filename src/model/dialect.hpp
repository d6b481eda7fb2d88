// The migration tool in whose words a HINT also says what would pass.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "model/severity.hpp"

namespace mana_guard {

enum class Dialect : std::uint8_t { None, Drizzle, Prisma, TypeOrm, Django, SqlAlchemy, Rails };

constexpr std::array<std::string_view, 7> dialect_names = {"none",   "drizzle",    "prisma", "typeorm",
                                                           "django", "sqlalchemy", "rails"};

constexpr std::string_view name_of(Dialect dialect) {
    return dialect_names[static_cast<std::size_t>(dialect)];
}
constexpr std::optional<Dialect> dialect_named(std::string_view name) {
    return named<Dialect>(dialect_names, name);
}

}  // namespace mana_guard

// English nouns as names of tables have them: which are plural, which singular, and how one is made of the other. Where
// both may be right, or the word is no noun, the answer is Unknown: a rule then says nothing.
#pragma once

#include "core.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mana_guard::rules {

enum class GrammaticalNumber : std::uint8_t { Unknown, Singular, Plural };

// Of one word in small letters.
GrammaticalNumber number_of(std::string_view word);
// Of a name in snake_case, which its last word decides, or the one before "of", "in" and the like: points_of_interest.
GrammaticalNumber number_of_name(std::string_view name);

// The name in the other number; as it is where it has that already, or where that is unknown.
std::string plural_of_name(std::string_view name);
std::string singular_of_name(std::string_view name);

// The last word of a name in snake_case, and the one that decides about its number.
std::string_view last_word(std::string_view name);
std::string_view deciding_word(std::string_view name);

// Whether a column's name in snake_case starts with a verb that says what is done or may be: skip_charges.
bool starts_with_verb(std::string_view name);
// Whether a preposition ties words of a column's name together, or ends it: charges_from, scheduled_for.
bool has_preposition(std::string_view name);

}  // namespace mana_guard::rules

// English nouns in the names of tables: which are plural, which are singular, and how to form one from the other. Where
// both may be right, or the word is not a noun, the answer is Unknown, and a rule then does not report anything.
#pragma once

#include "core.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mana_guard::rules {

enum class GrammaticalNumber : std::uint8_t { Unknown, Singular, Plural };

// Of one word in lower case.
GrammaticalNumber number_of(std::string_view word);
// Of a name in snake_case. The last word decides, or the word before "of", "in" and so on: points_of_interest.
GrammaticalNumber number_of_name(std::string_view name);

// Whether a plural may also be the name of what one row holds: data, settings.
bool may_name_one(std::string_view plural);

// The name in the other number; unchanged where it has that number already, or where its number is unknown.
std::string plural_of_name(std::string_view name);
std::string singular_of_name(std::string_view name);

// The last word of a name in snake_case, and the word that decides its number.
std::string_view last_word(std::string_view name);
std::string_view deciding_word(std::string_view name);

// Whether a column's name in snake_case starts with a verb that says what is or may be done: skip_charges.
bool starts_with_verb(std::string_view name);
// Whether a preposition joins words of a column's name or ends it: charges_from, scheduled_for.
bool has_preposition(std::string_view name);

}  // namespace mana_guard::rules

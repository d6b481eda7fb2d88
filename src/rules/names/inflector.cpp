#include "rules/names/inflector.hpp"

#include <algorithm>
#include <array>

#include "rules/names/inflector_tables.hpp"
#include "text/formatted.hpp"
#include "text/word_list.hpp"

namespace mana_guard::rules {
namespace {

constexpr std::size_t shortest_word = 3;

constexpr bool is_vowel(char c) {
    return std::string_view("aeiou").find(c) != std::string_view::npos;
}

struct Noun {
    std::string_view singular;
    std::string_view plural;
};
using Form = std::string_view Noun::*;

constexpr std::size_t count_of_irregular = places<english::irregular>.size();

constexpr Noun irregular_at(std::size_t index) {
    const std::string_view pair = places<english::irregular>[index].in(english::irregular);
    const std::size_t slash = pair.find('/');
    return {pair.substr(0, slash), pair.substr(slash + 1)};
}

// Ordered by one of their forms; nouns that share a form stay in the order of the list.
template <Form form>
constexpr auto nouns_by = [] {
    std::array<Noun, count_of_irregular> nouns;
    std::array<std::size_t, count_of_irregular> order{};
    for (std::size_t i = 0; i < order.size(); ++i) {
        nouns[i] = irregular_at(i);
        order[i] = i;
    }
    std::ranges::sort(order, [&nouns](std::size_t a, std::size_t b) {
        const int compared = (nouns[a].*form).compare(nouns[b].*form);
        return compared < 0 || (compared == 0 && a < b);
    });
    return order;
}();

// The irregular noun that the word is or ends in: shelf for bookshelf, child for grandchild. Short nouns are not looked
// for at the end of a word, where they may occur by chance. The forms are empty where there is no such noun.
template <Form form>
Noun irregular_by(std::string_view word) {
    constexpr std::size_t long_enough = 5;
    constexpr std::size_t none = count_of_irregular;
    // Of those with this form the first of the list.
    const auto index_of = [](std::string_view noun) {
        const auto form_of = [](std::size_t index) { return irregular_at(index).*form; };
        const auto found = std::ranges::lower_bound(nouns_by<form>, noun, {}, form_of);
        return found != nouns_by<form>.end() && form_of(*found) == noun ? *found : none;
    };
    std::size_t found = index_of(word);
    while (found == none && word.size() > long_enough) {
        word.remove_prefix(1);
        found = index_of(word);
    }
    return found == none ? Noun{} : irregular_at(found);
}

// The word with its ending replaced by another.
std::string with_ending(std::string_view word, std::string_view ending, std::string_view other) {
    return std::string(word.substr(0, word.size() - ending.size())) + std::string(other);
}

bool may_be_no_word(std::string_view word) {
    const bool has_vowel = std::ranges::any_of(word, [](char c) { return is_vowel(c) || c == 'y'; });
    const bool is_all_letters = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    return word.size() < shortest_word || !has_vowel || !is_all_letters;
}

bool is_undecided(std::string_view word) {
    if (is_in<english::counted>(word)) return false;
    const auto ends_word = [word](PlaceOfWord ending) { return word.ends_with(ending.in(english::undecided_endings)); };
    return is_in<english::uncounted>(word) || is_in<english::no_nouns>(word) || is_in<english::proper_names>(word) ||
           std::ranges::any_of(places<english::undecided_endings>, ends_word);
}

// For a word in -s that no list contains.
bool is_singular_in_s(std::string_view word) {
    if (word.ends_with("ss") || word.ends_with("sis") || is_in<english::singular_in_s>(word)) return true;
    return word.ends_with("us") && !is_in<english::plural_in_us>(word);
}

std::string regular_plural(std::string_view word) {
    const std::string whole(word);
    if (word.ends_with("sis")) return with_ending(word, "sis", "ses");
    for (const std::string_view hissing : {"s", "x", "z", "ch", "sh"}) {
        if (word.ends_with(hissing)) return whole + "es";
    }
    if (word.ends_with('y') && !is_vowel(word[word.size() - 2])) return with_ending(word, "y", "ies");
    return whole + "s";
}

std::string plural_of(std::string_view word) {
    const Noun noun = irregular_by<&Noun::singular>(word);
    return noun.plural.empty() ? regular_plural(word) : with_ending(word, noun.singular, noun.plural);
}

// For a plural in -es, whose singular may end in e.
std::string singular_of_es(std::string_view word) {
    const std::string_view without_s = word.substr(0, word.size() - 1);
    const std::string_view without_es = word.substr(0, word.size() - 2);
    if (is_in<english::in_e>(without_s)) return std::string(without_s);
    if (word.ends_with("yses") || word.ends_with("theses") || word.ends_with("noses"))
        return with_ending(word, "es", "is");
    const bool had_s = is_singular_in_s(without_es) && !without_es.ends_with("ous");
    for (const std::string_view hissing : {"x", "zz", "tz", "ch", "sh"}) {
        if (without_es.ends_with(hissing)) return std::string(without_es);
    }
    return std::string(had_s ? without_es : without_s);
}

std::string singular_of(std::string_view word) {
    const Noun noun = irregular_by<&Noun::plural>(word);
    if (!noun.singular.empty()) return with_ending(word, noun.plural, noun.singular);
    const std::string_view without_s = word.substr(0, word.size() - 1);
    if (word.ends_with("ies")) {
        const bool has_e = is_in<english::in_ie>(without_s) || word.size() < std::string_view("flies").size();
        return has_e ? std::string(without_s) : with_ending(word, "ies", "y");
    }
    return word.ends_with("es") ? singular_of_es(word) : std::string(without_s);
}

// Calls with the position and the size of each word of a name except the last, until a call returns true.
template <typename Call>
void each_word_but_the_last(std::string_view name, const Call& call) {
    std::size_t start = 0;
    for (std::size_t end = name.find('_'); end != std::string_view::npos; end = name.find('_', start)) {
        if (call(start, end - start)) return;
        start = end + 1;
    }
}

// Where the deciding noun ends: before the first preposition that has a word on either side. A preposition that belongs
// to a verb, as in sign_in, ends no noun.
std::size_t end_of_noun(std::string_view name) {
    std::size_t noun_end = name.size();
    std::string_view before;
    each_word_but_the_last(name, [&](std::size_t start, std::size_t size) {
        const std::string_view word = name.substr(start, size);
        const bool is_one = start > 0 && is_in<english::prepositions>(word) && !is_in<english::phrasal>(before);
        if (is_one) noun_end = start - 1;
        before = word;
        return is_one;
    });
    return noun_end;
}

// Whether the name continues with a word that may join two nouns, so that either may be the deciding one.
bool is_joined(std::string_view rest) {
    return rest.starts_with('_') && is_in<english::joining>(rest.substr(1, rest.find('_', 1) - 1));
}

// Whether a plural is followed by a word that describes it: users_pending_deactivation.
bool has_plural_before_an_adjective(std::string_view name) {
    bool found = false;
    std::string_view before;
    each_word_but_the_last(name, [&](std::size_t start, std::size_t size) {
        const std::string_view word = name.substr(start, size);
        found = number_of(before) == GrammaticalNumber::Plural && word.size() >= shortest_word && is_undecided(word);
        before = word;
        return found;
    });
    return found;
}

// The name with its deciding noun in another number.
template <typename Change>
std::string changed(std::string_view name, GrammaticalNumber from, const Change& change) {
    if (number_of_name(name) != from) return std::string(name);
    const std::string_view noun = deciding_word(name);
    const auto start = static_cast<std::size_t>(noun.data() - name.data());
    return formatted("{}{}{}", name.substr(0, start), change(noun), name.substr(start + noun.size()));
}

}  // namespace

std::string_view last_word(std::string_view name) {
    return name.substr(name.rfind('_') + 1);
}

GrammaticalNumber number_of(std::string_view word) {
    using enum GrammaticalNumber;
    if (may_be_no_word(word)) return Unknown;
    if (!irregular_by<&Noun::plural>(word).plural.empty()) return Plural;
    if (is_undecided(word)) return Unknown;
    if (!irregular_by<&Noun::singular>(word).plural.empty()) return Singular;
    return word.ends_with('s') && !is_singular_in_s(word) ? Plural : Singular;
}

namespace {

struct Decision {
    std::string_view word;
    GrammaticalNumber number;
};

Decision decision_of(std::string_view name) {
    const Decision by_last{last_word(name), number_of(last_word(name))};
    if (by_last.number == GrammaticalNumber::Plural) return by_last;
    const std::size_t end = end_of_noun(name);
    if (end == name.size()) return by_last;
    const std::string_view word = last_word(name.substr(0, end));
    return {word, number_of(word)};
}

}  // namespace

std::string_view deciding_word(std::string_view name) {
    return decision_of(name).word;
}

GrammaticalNumber number_of_name(std::string_view name) {
    const auto [noun, number] = decision_of(name);
    const auto end = static_cast<std::size_t>(noun.data() - name.data()) + noun.size();
    const bool is_open =
        number == GrammaticalNumber::Singular && (is_joined(name.substr(end)) || has_plural_before_an_adjective(name));
    return is_open ? GrammaticalNumber::Unknown : number;
}

bool may_name_one(std::string_view plural) {
    return is_in<english::plural_of_one>(plural);
}

std::string plural_of_name(std::string_view name) {
    return changed(name, GrammaticalNumber::Singular, plural_of);
}

std::string singular_of_name(std::string_view name) {
    return changed(name, GrammaticalNumber::Plural, singular_of);
}

bool starts_with_verb(std::string_view name) {
    return is_in<english::verbs>(name.substr(0, name.find('_')));
}

bool has_preposition(std::string_view name) {
    const auto is_one = [](std::string_view word) {
        return is_in<english::prepositions>(word) || is_in<english::prepositions_of_columns>(word);
    };
    bool has_one = is_one(last_word(name));
    each_word_but_the_last(name, [&](std::size_t start, std::size_t size) {
        has_one |= start > 0 && is_one(name.substr(start, size));
        return has_one;
    });
    return has_one;
}

}  // namespace mana_guard::rules

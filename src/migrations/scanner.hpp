// Steps over one token of SQL at a time, by the rules of PostgreSQL's own scanner (src/backend/parser/scan.l), with
// standard_conforming_strings on.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <string_view>

namespace mana_guard {

enum class TokenKind {
    Space,    // white space, line ends included
    Comment,  // of one line without its end, or of several
    Word,     // a name without quotes or a keyword
    Quoted,   // a string of any kind, or a quoted name
    Mark,     // one byte of anything else
};

struct Token {
    TokenKind kind = TokenKind::Mark;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_open = false;  // a comment that doesn't end
};

// The token that begins at the offset, which is before the text's end. Quotes and comments that don't end reach to the
// end of the text.
Token token_at(std::string_view text, std::size_t offset);

// Whether the word is this keyword, given in lower case.
bool is_keyword(std::string_view word, std::string_view keyword);

}  // namespace mana_guard

// Takes the text of a migration apart into statements.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace mana_guard {

// What a tool reads besides SQL.
struct Additions {
    bool has_psql_commands = false;  // a backslash outside of quotes begins a command that ends with its line
    bool has_copy_data = false;      // COPY ... FROM STDIN is followed by its rows and a line \.
};

enum class PieceKind {
    Statement,    // one statement, the white space and comments before it, and its semicolon
    Blank,        // white space, comments and semicolons only
    PsqlCommand,  // to the end of its line
    CopyData,     // from the line after COPY ... FROM STDIN to the line \., included
};

// A range of bytes of the text. Pieces follow one another without gaps.
struct Piece {
    PieceKind kind = PieceKind::Blank;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t body = 0;  // where its first token begins that is neither white space nor a comment, or its rows

    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
    // Without the white space and the comments before it.
    [[nodiscard]] std::string_view body_in(std::string_view text) const { return text.substr(body, end - body); }
};

// The pieces of the text, in order; joined they are the text. A semicolon ends a statement unless it is in quotes, in
// a comment, in parentheses (CREATE RULE) or in the body of BEGIN ATOMIC ... END. What isn't SQL is one statement too,
// which the server refuses. The rules are those of psql (src/fe_utils/psqlscan.l).
std::vector<Piece> split_statements(std::string_view text, Additions additions);

}  // namespace mana_guard

// Texts of migrations: the pieces joined are the text, a piece that is split again stays one, and what comes before the
// first token of a piece is white space or comments.
#include "migrations/splitter.hpp"
#include "migrations/place.hpp"
#include "support.hpp"

namespace mana_guard::fuzz {
namespace {

void test(std::string_view text, Additions additions) {
    std::size_t end = 0;
    for (const Piece& piece : split_statements(text, additions)) {
        require(piece.begin == end && piece.end > piece.begin, "pieces follow one another", text);
        require(piece.begin <= piece.body && piece.body <= piece.end, "a body is in its piece", text);
        end = piece.end;
        const std::string_view before = text.substr(piece.begin, piece.body - piece.begin);
        for (const Piece& blank : split_statements(before, additions)) {
            require(blank.kind == PieceKind::Blank, "nothing comes before a body", text);
        }
        if (piece.kind != PieceKind::Statement) continue;
        const std::vector<Piece> again = split_statements(piece.in(text), {additions.has_psql_commands, false});
        require(again.size() == 1 && again[0].kind == PieceKind::Statement, "a statement is one statement", text);
    }
    require(end == text.size(), "the pieces are the whole text", text);
    const Lines lines(text);
    const Place last = lines.at(text.size());
    require(last.line == lines.count(), "the end is in the last line", text);
}

}  // namespace
}  // namespace mana_guard::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    mana_guard::fuzz::test(text, {true, true});
    mana_guard::fuzz::test(text, {});
    return 0;
}

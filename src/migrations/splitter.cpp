#include "migrations/splitter.hpp"
#include "migrations/scanner.hpp"

#include <algorithm>
#include <array>

namespace mana_guard {
namespace {

// What has been seen of the statement that is being read.
class Statement {
  public:
    void word(std::string_view text) {
        if (count_ < first_.size()) first_[count_] = text;
        ++count_;
        block(text);
        if (depth_ == 0) copy(text);
        previous_ = text;
    }
    void mark(char c) {
        if (c == '(') ++depth_;
        if (c == ')' && depth_ > 0) --depth_;
        other(c == '.' ? "." : "");
    }
    void quoted() { other(""); }

    [[nodiscard]] bool is_complete_at_semicolon() const { return depth_ == 0 && blocks_ == 0; }
    [[nodiscard]] bool reads_stdin() const { return reads_stdin_; }

  private:
    void other(std::string_view text) {
        ++count_;
        previous_ = text;
    }

    [[nodiscard]] bool creates_routine() const {
        if (!is_keyword(first_[0], "create")) return false;
        const std::size_t at = is_keyword(first_[1], "or") && is_keyword(first_[2], "replace") ? 3 : 1;
        return is_keyword(first_[at], "function") || is_keyword(first_[at], "procedure");
    }

    // After AS or a dot even CASE and END are names.
    void block(std::string_view text) {
        if (is_keyword(previous_, "as") || previous_ == ".") return;
        if (is_keyword(text, "atomic") && is_keyword(previous_, "begin") && creates_routine()) ++blocks_;
        if (blocks_ == 0) return;
        if (is_keyword(text, "case")) ++blocks_;
        if (is_keyword(text, "end")) --blocks_;
    }

    void copy(std::string_view text) {
        reads_stdin_ |= is_keyword(first_[0], "copy") && is_keyword(previous_, "from") && is_keyword(text, "stdin");
    }

    std::array<std::string_view, 4> first_{};  // its first words: CREATE OR REPLACE FUNCTION
    std::size_t count_ = 0;
    std::size_t depth_ = 0;
    std::size_t blocks_ = 0;
    bool reads_stdin_ = false;
    std::string_view previous_;
};

class Splitter {
  public:
    Splitter(std::string_view text, Additions additions) : text_(text), additions_(additions) {}

    std::vector<Piece> split() {
        while (at_ < text_.size()) {
            const Token token = token_at(text_, at_);
            at_ = token.end;
            read(token);
        }
        end_piece(has_body_ ? PieceKind::Statement : PieceKind::Blank);
        return std::move(pieces_);
    }

  private:
    void read(const Token& token) {
        const std::string_view text = text_.substr(token.begin, token.end - token.begin);
        // A comment that doesn't end is the server's to refuse: what it swallows isn't judged.
        if (token.kind == TokenKind::Space || (token.kind == TokenKind::Comment && !token.is_open)) return;
        if (text == ";" && statement_.is_complete_at_semicolon()) return end_statement();
        if (text == "\\" && additions_.has_psql_commands) return psql_command(token.begin);
        begin_body(token.begin);
        if (token.kind == TokenKind::Word) statement_.word(text);
        if (token.kind == TokenKind::Mark) statement_.mark(text.front());
        if (token.kind == TokenKind::Quoted) statement_.quoted();
    }

    void begin_body(std::size_t at) {
        if (!has_body_) body_ = at;
        has_body_ = true;
    }

    void end_piece(PieceKind kind) {
        if (at_ > begin_) pieces_.push_back({kind, begin_, at_, has_body_ ? body_ : at_});
        begin_ = at_;
        has_body_ = false;
        statement_ = {};
    }

    void end_statement() {
        if (!has_body_) return end_piece(PieceKind::Blank);
        const bool reads_data = statement_.reads_stdin() && additions_.has_copy_data;
        end_piece(PieceKind::Statement);
        if (reads_data) copy_data();
    }

    // The command ends a statement that has no semicolon, as \gexec does.
    void psql_command(std::size_t at) {
        if (has_body_) {
            at_ = at;
            end_piece(PieceKind::Statement);
        }
        begin_body(at);
        at_ = end_of_line(at);
        end_piece(PieceKind::PsqlCommand);
    }

    void copy_data() {
        begin_body(at_);
        at_ = end_of_line(at_);
        while (at_ < text_.size()) {
            const std::size_t end = end_of_line(at_);
            std::string_view line = text_.substr(at_, end - at_);
            line = line.substr(0, line.find_last_not_of("\r\n") + 1);
            at_ = end;
            if (line == "\\.") break;
        }
        end_piece(PieceKind::CopyData);
    }

    [[nodiscard]] std::size_t end_of_line(std::size_t from) const {
        return std::min(text_.find('\n', from), text_.size() - 1) + 1;
    }

    std::string_view text_;
    Additions additions_;
    std::vector<Piece> pieces_;
    Statement statement_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;
    std::size_t body_ = 0;
    bool has_body_ = false;
};

}  // namespace

std::vector<Piece> split_statements(std::string_view text, Additions additions) {
    return Splitter(text, additions).split();
}

}  // namespace mana_guard

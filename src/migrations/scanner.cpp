#include "migrations/scanner.hpp"

#include <algorithm>

namespace mana_guard {
namespace {

constexpr std::string_view space = " \t\n\r\f\v";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// scan.l, ident_start: letters, the underscore and every byte above 127.
bool begins_name(char c) {
    constexpr unsigned char first_not_ascii = 0x80;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= first_not_ascii;
}

// A text and how far it has been read.
class Scanner {
  public:
    Scanner(std::string_view text, std::size_t offset) : text_(text), at_(offset) {}

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] bool is_open() const { return is_open_; }

    // Each steps over what it is named for, if that is what comes next, and says whether it was.
    bool spaces() {
        const std::size_t begin = at_;
        at_ = std::min(text_.find_first_not_of(space, at_), text_.size());
        return at_ > begin;
    }

    bool comment() {
        if (text_.substr(at_).starts_with("--")) {
            at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
            return true;
        }
        if (!text_.substr(at_).starts_with("/*")) return false;
        std::size_t depth = 0;
        do {
            if (text_.substr(at_).starts_with("/*")) {
                ++depth;
                at_ += 2;
            } else if (text_.substr(at_).starts_with("*/")) {
                --depth;
                at_ += 2;
            } else {
                ++at_;
            }
        } while (depth > 0 && at_ < text_.size());
        is_open_ = depth > 0;
        return true;
    }

    bool word() {
        if (!begins_name(text_[at_])) return false;
        while (at_ < text_.size() && (begins_name(text_[at_]) || is_digit(text_[at_]) || text_[at_] == '$')) ++at_;
        return true;
    }

    // A string or a quoted name. In an escape string a backslash takes the next byte with it. A doubled quote is one of
    // the text.
    bool quotes(bool has_escapes) {
        const char quote = text_[at_];
        if (quote != '\'' && quote != '"') return false;
        do {
            ++at_;
            while (at_ < text_.size() && text_[at_] != quote) at_ += has_escapes && text_[at_] == '\\' ? 2 : 1;
            at_ = std::min(at_ + 1, text_.size());
        } while (at_ < text_.size() && text_[at_] == quote);
        return true;
    }

    // scan.l, quotecontinue: a string goes on after white space with a line end in it, and comments.
    bool continued_quotes() {
        const std::size_t begin = at_;
        bool is_next_line = false;
        while (at_ < text_.size()) {
            const std::size_t from = at_;
            if (!spaces() && !(text_.substr(at_).starts_with("--") && comment())) break;
            is_next_line |= text_.substr(from, at_ - from).find_first_of("\r\n") != std::string_view::npos;
        }
        if (is_next_line && at_ < text_.size() && text_[at_] == '\'' && quotes(true)) return true;
        at_ = begin;
        return false;
    }

    bool dollar_quotes() {
        if (text_[at_] != '$') return false;
        std::size_t end = at_ + 1;
        if (end < text_.size() && begins_name(text_[end])) {
            while (end < text_.size() && (begins_name(text_[end]) || is_digit(text_[end]))) ++end;
        }
        if (end >= text_.size() || text_[end] != '$') return false;
        const std::string_view tag = text_.substr(at_, end + 1 - at_);
        const std::size_t closing = text_.find(tag, end + 1);
        at_ = closing == std::string_view::npos ? text_.size() : closing + tag.size();
        return true;
    }

  private:
    std::string_view text_;
    std::size_t at_;
    bool is_open_ = false;
};

TokenKind step(Scanner& scanner, std::string_view text) {
    const std::size_t begin = scanner.at();
    if (scanner.spaces()) return TokenKind::Space;
    if (scanner.comment()) return TokenKind::Comment;
    if (scanner.dollar_quotes() || scanner.quotes(false)) return TokenKind::Quoted;
    if (!scanner.word()) return TokenKind::Mark;
    const bool is_escape_string = is_keyword(text.substr(begin, scanner.at() - begin), "e") &&
                                  scanner.at() < text.size() && text[scanner.at()] == '\'';
    if (!is_escape_string) return TokenKind::Word;
    scanner.quotes(true);
    while (scanner.continued_quotes()) {
    }
    return TokenKind::Quoted;
}

}  // namespace

Token token_at(std::string_view text, std::size_t offset) {
    Scanner scanner(text, offset);
    const TokenKind kind = step(scanner, text);
    return {.kind = kind,
            .begin = offset,
            .end = kind == TokenKind::Mark ? offset + 1 : scanner.at(),
            .is_open = scanner.is_open()};
}

bool is_keyword(std::string_view word, std::string_view keyword) {
    return std::ranges::equal(word, keyword,
                              [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

}  // namespace mana_guard

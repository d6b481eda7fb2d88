#include "rules/renaming.hpp"

#include <algorithm>

namespace mana_guard::rules {
namespace {

constexpr bool continues_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           static_cast<signed char>(c) < 0;
}

// Copies the SQL piece by piece.
class Copy {
  public:
    Copy(std::string_view sql, std::span<const Renaming> names) : sql_(sql), names_(names) {}

    std::string all() {
        while (at_ < sql_.size()) {
            const char c = sql_[at_];
            if (c == '\'') {
                take(quoted_end(at_));
            } else if (c == '"' || continues_word(c)) {
                take_name();
            } else {
                if (c == ')') is_others_ = false;
                take(at_ + 1);
            }
        }
        return copy_;
    }

  private:
    void take(std::size_t end) {
        copy_ += sql_.substr(at_, end - at_);
        at_ = end;
    }
    // Past the closing quote; a doubled one begins the next piece.
    [[nodiscard]] std::size_t quoted_end(std::size_t begin) const {
        std::size_t end = begin + 1;
        while (end < sql_.size() && sql_[end] != sql_[begin]) {
            // As E'' has it, and the server prints no other backslash.
            end += sql_[end] == '\\' && sql_[begin] == '\'' && begin > 0 && sql_[begin - 1] == 'E' ? 2U : 1U;
        }
        return std::min(end + 1, sql_.size());
    }
    [[nodiscard]] std::size_t word_end(std::size_t begin) const {
        std::size_t end = begin;
        while (end < sql_.size() && sql_[end] == '"') end = quoted_end(end);
        while (end < sql_.size() && continues_word(sql_[end])) ++end;
        return end;
    }
    // Of a name with all its parts.
    [[nodiscard]] std::size_t name_end() const {
        std::size_t end = word_end(at_);
        while (end + 1 < sql_.size() && sql_[end] == '.' && (sql_[end + 1] == '"' || continues_word(sql_[end + 1])))
            end = word_end(end + 1);
        return end;
    }
    [[nodiscard]] bool is_list(std::size_t at) const {
        at = sql_.find_first_not_of(' ', at);
        return at != std::string_view::npos && sql_[at] == '(';
    }
    void take_name() {
        const std::size_t end = name_end();
        const std::string_view name = sql_.substr(at_, end - at_);
        const auto found = std::ranges::find(names_, name, &Renaming::old_name);
        const bool is_target = after_references_;
        after_references_ = name == "REFERENCES";
        if (is_target) is_others_ = found == names_.end() && is_list(end);
        const bool is_type = copy_.ends_with("::");
        const bool is_called = !is_target && end < sql_.size() && sql_[end] == '(';
        if (found == names_.end() || is_type || is_called || (is_others_ && !is_target)) {
            take(end);
        } else {
            copy_ += found->new_name;
            at_ = end;
        }
    }

    std::string_view sql_;
    std::span<const Renaming> names_;
    std::string copy_;
    std::size_t at_ = 0;
    bool after_references_ = false;  // the next name is the relation that a foreign key refers to
    bool is_others_ = false;         // up to ), the columns are those of another relation
};

}  // namespace

std::string renamed(std::string_view sql, std::span<const Renaming> names) {
    return Copy(sql, names).all();
}

}  // namespace mana_guard::rules

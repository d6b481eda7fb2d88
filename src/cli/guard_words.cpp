#include "cli/guard_words.hpp"
#include "layouts/lines.hpp"
#include "migrations/scanner.hpp"

#include <algorithm>
#include <array>

namespace mana_guard::cli {
namespace {

constexpr std::string_view of_guard = "mana_guard.";

constexpr std::array<std::string_view, 13> of_migrations = {
    "announce", "deprecate", "override_reason", "service_schemas", "audit", "check_now", "debt_by_week", "explain",
    "findings", "fix",       "report",          "simulate",        "status"};

// In lower case, without comments, white space and the quotes of names.
std::string compact(std::string_view sql) {
    std::string text;
    for (std::size_t at = 0; at < sql.size();) {
        const Token token = token_at(sql, at);
        at = token.end;
        if (token.kind == TokenKind::Space || token.kind == TokenKind::Comment) continue;
        text += sql.substr(token.begin, token.end - token.begin);
    }
    std::erase(text, '"');
    return lower_case(text);
}

}  // namespace

std::string guard_word_in(std::string_view sql) {
    const std::string text = compact(sql);
    for (std::size_t at = text.find(of_guard); at != std::string::npos; at = text.find(of_guard, at + 1)) {
        const std::size_t begin = at + of_guard.size();
        const std::size_t end = std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", begin), text.size());
        const std::string name = text.substr(begin, end - begin);
        if (!name.empty() && std::ranges::find(of_migrations, name) == of_migrations.end())
            return std::string(of_guard) + name;
    }
    return {};
}

}  // namespace mana_guard::cli

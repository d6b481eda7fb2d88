#include "cli/psql_commands.hpp"
#include "migrations/scanner.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace mana_guard::cli {
namespace {

// They change nothing in the database.
constexpr std::array<std::string_view, 13> harmless = {"\\restrict", "\\unrestrict", "\\echo",    "\\qecho", "\\warn",
                                                       "\\pset",     "\\timing",     "\\x",       "\\a",     "\\t",
                                                       "\\encoding", "\\errverbose", "\\conninfo"};

// The words of the command; one in single quotes is without them.
std::vector<std::string> words_of(std::string_view command) {
    std::vector<std::string> words;
    std::string word;
    char quote = '\0';
    for (const char c : command) {
        if (quote == '\0' && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
            if (!word.empty()) words.push_back(std::move(word));
            word.clear();
        } else if (c == quote || (quote == '\0' && c == '\'')) {
            quote = quote == '\0' ? c : '\0';
        } else {
            word += c;
        }
    }
    if (!word.empty()) words.push_back(word);
    return words;
}

// What stands for a variable's reference that begins at the colon, and where the reference ends; the end is the
// beginning if it is none.
struct Reference {
    std::size_t end = 0;
    std::string text{};
};
Reference reference_at(std::string_view sql, std::size_t colon, const PsqlVariables& variables, const Quote& literal,
                       const Quote& name) {
    if (colon + 1 >= sql.size()) return {.end = colon};
    const Token token = token_at(sql, colon + 1);
    std::string_view word = sql.substr(token.begin, token.end - token.begin);
    const char first = word.front();
    const bool is_quoted = token.kind == TokenKind::Quoted && word.size() > 2 && (first == '\'' || first == '"');
    if (!is_quoted && token.kind != TokenKind::Word) return {.end = colon};
    if (is_quoted) word = word.substr(1, word.size() - 2);
    const auto found = variables.find(word);
    if (found == variables.end()) return {.end = colon};
    if (!is_quoted) return {.end = token.end, .text = found->second};
    return {.end = token.end, .text = first == '"' ? name(found->second) : literal(found->second)};
}

}  // namespace

PsqlCommand follow(std::string_view command, PsqlVariables& variables) {
    const std::vector<std::string> words = words_of(command);
    const std::string& word = words.at(0);
    // The shell runs what is in them.
    if (command.find('`') != std::string_view::npos) return {.effect = PsqlEffect::NotRun};
    // The statements are others then, or in another transaction.
    if (word == "\\set" && words.size() >= 2 && (words[1] == "AUTOCOMMIT" || words[1] == "SINGLELINE"))
        return {.effect = PsqlEffect::NotRun};
    if (std::ranges::find(harmless, word) != harmless.end()) return {.effect = PsqlEffect::Nothing};
    if (word == "\\set" && words.size() >= 2) {
        std::string value;
        for (std::size_t i = 2; i < words.size(); ++i) value += words[i];
        variables[words[1]] = value;
        return {.effect = PsqlEffect::Nothing};
    }
    if (word == "\\unset" && words.size() == 2) {
        variables.erase(words[1]);
        return {.effect = PsqlEffect::Nothing};
    }
    if ((word == "\\i" || word == "\\include") && words.size() == 2) return {PsqlEffect::Include, words[1]};
    if ((word == "\\ir" || word == "\\include_relative") && words.size() == 2)
        return {PsqlEffect::IncludeRelative, words[1]};
    return {.effect = PsqlEffect::NotRun};
}

std::string interpolated(std::string_view sql, const PsqlVariables& variables, const Quote& literal,
                         const Quote& name) {
    if (variables.empty()) return std::string(sql);
    std::string result;
    for (std::size_t at = 0; at < sql.size();) {
        const Token token = token_at(sql, at);
        const std::string_view text = sql.substr(at, token.end - at);
        at = token.end;
        if (text == ":" && sql.substr(token.end).starts_with(':')) {  // a cast
            result += "::";
            ++at;
            continue;
        }
        const Reference reference =
            text == ":" ? reference_at(sql, token.begin, variables, literal, name) : Reference{.end = token.begin};
        const bool is_reference = reference.end > token.begin;
        result += is_reference ? reference.text : std::string(text);
        if (is_reference) at = reference.end;
    }
    return result;
}

}  // namespace mana_guard::cli

#include "server/record/statement_text.hpp"

#include "server/record/frames.hpp"

namespace mana_guard::server {
namespace {

const Node* taken_as_sent = nullptr;

const PlannedStmt* statement_sent(const Node* parse_tree) {
    if (!PortalIsValid(ActivePortal)) return nullptr;
    for (int i = 0; i < list_length(ActivePortal->stmts); ++i) {
        const auto* statement = static_cast<const PlannedStmt*>(list_nth(ActivePortal->stmts, i));
        // The extended protocol runs a copy.
        if (IsA(statement, PlannedStmt) && statement->commandType == CMD_UTILITY &&
            equal(statement->utilityStmt, parse_tree)) {
            return statement;
        }
    }
    return nullptr;
}

bool begins_identifier(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || IS_HIGHBIT_SET(c);
}
bool continues_identifier(char c) {
    return begins_identifier(c) || (c >= '0' && c <= '9') || c == '$';
}

// Looks through a text for what PostgreSQL cuts to a name (parser/scan.l).
struct Scanner {
    const char* at;
    const char* end;
    const char* name;
    bool skips_literals;

    [[nodiscard]] bool starts(const char* text) const {
        const std::size_t length = strlen(text);
        return static_cast<std::size_t>(end - at) >= length && strncmp(at, text, length) == 0;
    }

    // Moves behind the next text of this kind, or to the end.
    void pass(const char* text) {
        while (at < end && !starts(text)) ++at;
        at = end - at < static_cast<std::ptrdiff_t>(strlen(text)) ? end : at + strlen(text);
    }

    void pass_comment() {
        int depth = 0;
        do {
            if (starts("/*")) {
                ++depth;
                at += 2;
            } else if (starts("*/")) {
                --depth;
                at += 2;
            } else {
                ++at;
            }
        } while (at < end && depth > 0);
    }

    void pass_literal(bool has_escapes) {
        for (++at; at < end; ++at) {
            if (has_escapes && *at == '\\' && at + 1 < end) {
                ++at;
            } else if (*at == '\'') {
                ++at;
                return;
            }
        }
    }

    // $tag$ ... $tag$; a lone $ is none.
    void pass_dollars() {
        const char* close = at + 1;
        while (close < end && continues_identifier(*close) && *close != '$') ++close;
        if (close >= end || *close != '$') {
            ++at;
            return;
        }
        const char* tag = pnstrdup(at, static_cast<Size>(close + 1 - at));
        at = close + 1;
        pass(tag);
    }

    // What is cut to the name, or null.
    const char* quoted() {
        StringInfoData text;
        initStringInfo(&text);
        for (++at; at < end; ++at) {
            if (*at == '"' && (at + 1 >= end || at[1] != '"')) break;
            if (*at == '"') ++at;
            appendStringInfoChar(&text, *at);
        }
        ++at;
        if (text.len < NAMEDATALEN) return nullptr;
        char* cut = pstrdup(text.data);
        truncate_identifier(cut, text.len, false);
        return strcmp(cut, name) == 0 ? text.data : nullptr;
    }
    const char* unquoted() {
        const char* begin = at;
        while (at < end && continues_identifier(*at)) ++at;
        const int length = static_cast<int>(at - begin);
        if (length < NAMEDATALEN) return nullptr;
        return strcmp(downcase_truncate_identifier(begin, length, false), name) == 0
                   ? downcase_identifier(begin, length, false, false)
                   : nullptr;
    }

    // A comment, a literal, or any other character.
    void pass_other() {
        if (starts("--")) {
            pass("\n");
        } else if (starts("/*")) {
            pass_comment();
        } else if (*at == '\'') {
            pass_literal(!standard_conforming_strings);
        } else if (*at == '$') {
            pass_dollars();
        } else {
            ++at;
        }
    }

    const char* word() {
        const bool may_have_escapes = *at == 'e' || *at == 'E';
        const char* begin = at;
        const char* found = unquoted();
        const bool is_prefix = may_have_escapes && at == begin + 1 && at < end && *at == '\'';
        if (is_prefix && skips_literals) pass_literal(true);
        return found;
    }

    const char* search() {
        while (at < end) {
            const char* found = nullptr;
            if (*at == '"') {
                found = quoted();
            } else if (begins_identifier(*at)) {
                found = word();
            } else if (skips_literals) {
                pass_other();
            } else {
                ++at;
            }
            if (found != nullptr) return found;
        }
        return nullptr;
    }
};

}  // namespace

const char* behind_blanks(const char* text, const char* end) {
    Scanner scanner{text, end, "", true};
    while (scanner.at < end) {
        if (scanner.starts("--") || scanner.starts("/*")) {
            scanner.pass_other();
        } else if (scanner_isspace(*scanner.at)) {
            ++scanner.at;
        } else {
            break;
        }
    }
    return scanner.at;
}

bool is_top_level(const Node* parse_tree) {
    return statement_sent(parse_tree) != nullptr || (taken_as_sent != nullptr && equal(taken_as_sent, parse_tree));
}

void take_as_sent(const Node* parse_tree) {
    taken_as_sent = parse_tree;
}

bool renames_column(const RenameStmt* statement) {
    return statement->renameType == OBJECT_COLUMN || statement->renameType == OBJECT_ATTRIBUTE;
}

bool is_set(const List* options, const char* name) {
    bool set = false;
    for (int i = 0; i < list_length(options); ++i) {
        auto* option = static_cast<DefElem*>(list_nth(options, i));
        if (strcmp(option->defname, name) == 0) set = defGetBoolean(option);
    }
    return set;
}

const char* sent_text() {
    const Node* command = running_command();
    return command != nullptr && statement_sent(command) != nullptr ? ActivePortal->sourceText : nullptr;
}

ParseState* parse_state() {
    ParseState* state = make_parsestate(nullptr);
    state->p_sourcetext = sent_text();
    return state;
}

const char* spelled(const Node* parse_tree, const char* name) {
    if (!PortalIsValid(ActivePortal) || ActivePortal->sourceText == nullptr) return nullptr;
    const char* text = ActivePortal->sourceText;
    const char* end = text + strlen(text);
    const PlannedStmt* sent = statement_sent(parse_tree);
    if (sent != nullptr && sent->stmt_location >= 0 && sent->stmt_location <= end - text) {
        text += sent->stmt_location;
        if (sent->stmt_len > 0 && sent->stmt_len < end - text) end = text + sent->stmt_len;
    }
    Scanner scanner{text, end, name, sent != nullptr};
    return scanner.search();
}

const char* words_of(Node* parse_tree) {
    return GetCommandTagName(CreateCommandTag(parse_tree));
}

}  // namespace mana_guard::server

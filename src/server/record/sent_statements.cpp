#include "server/record/sent_statements.hpp"

#include "server/record/statement_text.hpp"
#include "server/settings.hpp"

namespace mana_guard::server {
namespace {

post_parse_analyze_hook_type next_parse_hook = nullptr;
MemoryContext sent_context = nullptr;
SentStatement latest;
const char* message = nullptr;  // of the client, in which the statement stands: told apart by its place in memory
TimestampTz received = 0;       // and by when it came, as another may take the same place

void keep_text(const char* text) {
    const TimestampTz now = GetCurrentStatementStartTimestamp();
    if (text == message && now == received && latest.text != nullptr) return;
    latest.text = nullptr;
    latest.hash = nullptr;
    MemoryContextReset(sent_context);
    latest.text = MemoryContextStrdup(sent_context, text);
    message = text;
    received = now;
}

// What is parsed for the client is the text that it has sent, and not a copy: exec_simple_query() and
// exec_parse_message() in tcop/postgres.c.
void after_parse(ParseState* state, Query* query, JumbleState* jumble) {
    if (next_parse_hook != nullptr) next_parse_hook(state, query, jumble);
    const bool is_sent = debug_query_string != nullptr && state->p_sourcetext == debug_query_string;
    if (is_sent && is_collecting()) note_sent(state->p_sourcetext, query->stmt_location, query->stmt_len);
}

// The statement that loads the library was parsed before.
void note_running() {
    if (!is_collecting() || !PortalIsValid(ActivePortal) || ActivePortal->stmts == NIL) return;
    const auto* statement = static_cast<const PlannedStmt*>(linitial(ActivePortal->stmts));
    note_sent(ActivePortal->sourceText, statement->stmt_location, statement->stmt_len);
}

}  // namespace

void note_sent(const char* text, int location, int length) {
    keep_text(text);
    ++latest.number;
    const int size = static_cast<int>(strlen(text));
    const int from = location < 0 ? 0 : location;
    const int end = length > 0 ? from + length : size;
    latest.begin = static_cast<int>(behind_blanks(latest.text + from, latest.text + end) - latest.text);
    latest.length = end - latest.begin;
    latest.parsed_from = 0;
}

void note_parsed_apart(int location) {
    latest.parsed_from = location;
}

void install_sent_statements() {
    sent_context = AllocSetContextCreate(TopMemoryContext, "mana_guard sent statement", ALLOCSET_SMALL_SIZES);
    next_parse_hook = post_parse_analyze_hook;
    post_parse_analyze_hook = after_parse;
    note_running();
}

const SentStatement& sent_statement() {
    return latest;
}

int restart_sent_statements(int number) {
    const int before = latest.number;
    latest = SentStatement();
    latest.number = number;
    MemoryContextReset(sent_context);
    return before;
}

const bytea* hash_of_sent() {
    if (latest.text == nullptr || latest.hash != nullptr) return latest.hash;
    MemoryContext caller = MemoryContextSwitchTo(sent_context);
    const Datum text = PointerGetDatum(cstring_to_text(latest.text));
    latest.hash = DatumGetByteaP(DirectFunctionCall1(sha256_bytea, text));
    pfree(DatumGetPointer(text));
    MemoryContextSwitchTo(caller);
    return latest.hash;
}

SentPlace sent_place(MemoryContext context) {
    if (!is_collecting() || latest.text == nullptr) return {};
    MemoryContext caller = MemoryContextSwitchTo(context);
    const Datum hash = datumCopy(PointerGetDatum(hash_of_sent()), false, -1);
    MemoryContextSwitchTo(caller);
    return {latest.number, position_in_sent(), DatumGetByteaP(hash)};
}

int position_in_sent(int offset) {
    if (latest.text == nullptr) return 0;
    return pg_mbstrlen_with_len(latest.text, offset < 0 ? latest.begin : latest.parsed_from + offset) + 1;
}

}  // namespace mana_guard::server

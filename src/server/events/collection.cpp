#include "server/events/collection.hpp"

#include "server/catalog/kinds.hpp"
#include "server/commands/column_clauses.hpp"
#include "server/events/json.hpp"
#include "server/names.hpp"
#include "server/record/awaited.hpp"
#include "server/record/sent_statements.hpp"
#include "server/record/statement_text.hpp"
#include "server/record/transaction.hpp"
#include "server/settings.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

// In a memory context of its own, which is reset when the collection is.
struct Collection {
    MemoryContext context = nullptr;
    Collected* first = nullptr;
    Collected* last = nullptr;
    int count = 0;
    std::int64_t lost = 0;
};
Collection kept;
Collection set_aside;
bool is_set_aside = false;
int number_set_aside = 0;

const char* name_of(Moment moment) {
    if (moment == Moment::Start) return "start";
    return moment == Moment::Commit ? "commit" : "statement";
}

const char* effect_of(Severity told, bool can_refuse) {
    if (told == Severity::Error && can_refuse) return "refuse";
    return told >= Severity::Warn ? "warn" : "log";
}

// Of what a command awaited its COMMIT for.
const Awaited* awaited_of(const Object& object) {
    const Awaited* one = awaited_commands();
    while (one != nullptr && (one->command.object->oid != object.oid || one->command.object->kind != object.kind))
        one = one->next;
    return one;
}

// Where the statement defines the column, otherwise its own beginning. What is found at COMMIT is of the statement that
// touched the object last.
SentPlace place_of(const Occasion& occasion, const FindingRow& finding) {
    if (occasion.moment == Moment::Commit && finding.object != nullptr) {
        const Pending* pending = pending_of(catalog_of(*finding.object), finding.object->oid);
        const Awaited* awaited = pending == nullptr ? awaited_of(*finding.object) : nullptr;
        const SentPlace place = pending != nullptr ? pending->place : awaited != nullptr ? awaited->place : SentPlace();
        if (place.statement != 0) return place;
    }
    const char* column = finding.column_name;
    const bool is_own = occasion.parse_tree != nullptr && column != nullptr && finding.object != nullptr &&
                        is_top_level(occasion.parse_tree);
    const int offset = is_own ? place_of_column(occasion.parse_tree, finding.object->name.data(), column) : -1;
    return {sent_statement().number, position_in_sent(offset), hash_of_sent()};
}

const char* copied(const char* text) {
    return text == nullptr ? nullptr : pstrdup(text);
}

const bytea* copied(const bytea* value) {
    return value == nullptr ? nullptr : DatumGetByteaP(datumCopy(PointerGetDatum(value), false, -1));
}

bool is_same(const char* a, const char* b) {
    return a != nullptr && b != nullptr && strcmp(a, b) == 0;
}

void keep(const Collected& one) {
    if (kept.count == most_collected) {
        if (kept.lost++ == 0) warn_of_full_collection(most_collected);
        return;
    }
    if (kept.context == nullptr)
        kept.context = AllocSetContextCreate(TopMemoryContext, "mana_guard collection", ALLOCSET_DEFAULT_SIZES);
    MemoryContext caller = MemoryContextSwitchTo(kept.context);
    auto* copy = static_cast<Collected*>(palloc(sizeof(Collected)));
    *copy = one;
    FindingRow& finding = copy->finding;
    finding.object = nullptr;
    for (const char** text :
         {&copy->command_tag, &copy->owner, &finding.code, &finding.rule, &finding.object_type, &finding.schema_name,
          &finding.object_name, &finding.column_name, &finding.part_name, &finding.identity, &finding.message,
          &finding.detail, &finding.hint, &finding.fix, &finding.value})
        *text = copied(*text);
    // The findings of a statement share these.
    const bool is_of_last = kept.last != nullptr && kept.last->statement == one.statement;
    copy->query_hash = is_of_last ? kept.last->query_hash : copied(one.query_hash);
    copy->cure = is_of_last && is_same(kept.last->cure, one.cure) ? kept.last->cure : copied(one.cure);
    copy->next = nullptr;
    MemoryContextSwitchTo(caller);
    (kept.last == nullptr ? kept.first : kept.last->next) = copy;
    kept.last = copy;
    ++kept.count;
}

void append_number(StringInfo json, const char* name, int value) {
    appendStringInfo(json, ",\"%s\":%d", name, value);
}

// The statement itself, without the rest of its message.
const char* text_of_sent() {
    const SentStatement& sent = sent_statement();
    return sent.text == nullptr ? nullptr : pnstrdup(sent.text + sent.begin, static_cast<Size>(sent.length));
}

void log_line(const Collected& one) {
    const FindingRow& finding = one.finding;
    const char* role = nullptr;
    StringInfoData json;
    initStringInfo(&json);
    appendStringInfoChar(&json, '{');
    append_member(&json, "database", get_database_name(MyDatabaseId));
    append_member(&json, "session_user", find_role_name(GetSessionUserId(), role) ? role : nullptr);
    append_member(&json, "application_name", application_name);
    append_number(&json, "pid", MyProcPid);
    append_number(&json, "statement", one.statement);
    append_member(&json, "command_tag", one.command_tag);
    append_number(&json, "position", one.position);
    append_member(&json, "during", one.during);
    append_member(&json, "would", one.would);
    append_member(&json, "rule", finding.rule);
    append_member(&json, "code", finding.code);
    append_member(&json, "severity", mana_guard::name_of(finding.severity).data());
    append_member(&json, "object_type", finding.object_type);
    append_member(&json, "schema_name", finding.schema_name);
    append_member(&json, "object_name", finding.object_name);
    append_member(&json, "column_name", finding.column_name);
    append_member(&json, "identity", finding.identity);
    append_member(&json, "message", finding.message);
    append_member(&json, "detail", finding.detail);
    append_member(&json, "hint", finding.hint);
    append_member(&json, "fix", finding.fix);
    append_member(&json, "value", finding.value);
    append_member(&json, "part_name", finding.part_name);
    append_member(&json, "owner", one.owner);
    append_member(&json, "cure", one.cure);
    append_member(&json, "query", text_of_sent());
    appendStringInfoChar(&json, '}');
    ereport(LOG_SERVER_ONLY, (errmsg_internal("mana_guard: %s", json.data), errhidestmt(true), errhidecontext(true)));
}

void take(const Occasion& occasion, const FindingRow& finding, const char* cure) {
    Collected one{};
    const SentPlace place = place_of(occasion, finding);
    one.statement = place.statement;
    one.position = place.position;
    one.query_hash = place.hash;
    one.command_tag = occasion.tag;
    one.during = name_of(occasion.moment);
    one.would = effect_of(finding.told, occasion.can_refuse);
    one.finding = finding;
    one.cure = cure;
    const Object* object = finding.object;
    if (object == nullptr || !find_owner_name(catalog_of(*object), object->oid, one.owner)) one.owner = nullptr;
    if (settings().collect == static_cast<int>(Collect::Log)) {
        log_line(one);
        return;
    }
    keep(one);
}

}  // namespace

void collect(const Judgement& judgement) {
    const Verdict& verdict = judgement.verdict;
    for (const FindingRow& finding : verdict.findings) take(judgement.occasion, finding, verdict.cure);
}

void collect_unjudged(const Occasion& occasion, const char* message) {
    FindingRow finding;
    finding.code = "MG901";
    finding.severity = finding.told = Severity::Error;
    finding.message = message;
    take(occasion, finding, nullptr);
}

const Collected* first_collected() {
    return kept.first;
}

std::int64_t count_of_lost() {
    return kept.lost;
}

void begin_collection() {
    // An error may have kept the last from its end.
    if (is_set_aside) end_collection();
    is_set_aside = true;
    set_aside = kept;
    kept = Collection();
    number_set_aside = restart_sent_statements();
}

void end_collection() {
    reset_collection();
    is_set_aside = false;
    kept = set_aside;
    restart_sent_statements(number_set_aside);
}

void reset_collection() {
    if (kept.context != nullptr) MemoryContextDelete(kept.context);
    kept = Collection();
    restart_sent_statements();
}

}  // namespace mana_guard::server

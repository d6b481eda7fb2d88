#include "server/events/fixed_before.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/events/column_obstacles.hpp"
#include "server/events/obstacles.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// What the fix of one relation does to another: it or its column is no longer called so, or there is one more.
struct Fixed {
    Oid by;                // whose fix it is
    Oid relation;          // invalid for what the statements alone name
    const char* identity;  // of the relation or the type, as SQL spells it
    const char* column;    // likewise; null for the relation itself
    bool is_added;
};

List* fixed = NIL;
MemoryContext fixed_context = nullptr;
TimestampTz fixed_in = 0;

void forget_fixed(void* /*unused*/) {
    fixed = NIL;
    fixed_context = nullptr;
}

MemoryContext context_of_statement() {
    const TimestampTz statement = GetCurrentStatementStartTimestamp();
    if (fixed_context != nullptr && fixed_in == statement) return fixed_context;
    MemoryContext context = AllocSetContextCreate(TopTransactionContext, "offered by fix()", ALLOCSET_SMALL_SIZES);
    auto* callback =
        static_cast<MemoryContextCallback*>(MemoryContextAllocZero(context, sizeof(MemoryContextCallback)));
    callback->func = forget_fixed;
    MemoryContextRegisterResetCallback(context, callback);
    fixed = NIL;
    fixed_context = context;
    fixed_in = statement;
    return context;
}

void add_fixed(const Fixed& one) {
    MemoryContext caller = MemoryContextSwitchTo(context_of_statement());
    auto* added = static_cast<Fixed*>(palloc(sizeof(Fixed)));
    *added = one;
    added->identity = pstrdup(one.identity);
    if (one.column != nullptr) added->column = pstrdup(one.column);
    fixed = lappend(fixed, added);
    MemoryContextSwitchTo(caller);
}

bool is_part_of_name(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return isalnum(value) != 0 || value == '_' || value == '$' || value == '"' || IS_HIGHBIT_SET(value);
}

// Whether the statement has the name as a word of its own.
bool mentions(const char* statement, const char* name) {
    const Size length = strlen(name);
    for (const char* at = strstr(statement, name); at != nullptr; at = strstr(at + 1, name)) {
        const bool begins = at == statement || (!is_part_of_name(at[-1]) && at[-1] != '.');
        if (begins && !is_part_of_name(at[length])) return true;
    }
    return false;
}

// Calls with the name that follows the words, as SQL spells it, each time they occur.
template <typename Call>
void each_after(const char* statement, const char* words, const Call& call) {
    for (const char* at = strstr(statement, words); at != nullptr; at = strstr(at + 1, words)) {
        const char* name = at + strlen(words);
        if (strncmp(name, "IF NOT EXISTS ", strlen("IF NOT EXISTS ")) == 0) name += strlen("IF NOT EXISTS ");
        bool is_quoted = false;
        const char* end = name;
        for (; *end != '\0' && (is_quoted || strchr(" ;", *end) == nullptr); ++end) is_quoted ^= *end == '"';
        call(pnstrdup(name, end - name));
    }
}

const char* identity_of(Oid relation) {
    FoundName found;
    return find_relation_name(relation, found) ? quoted(found) : "";
}

// A name that means no column any more, or one more, in the relation and in those that inherit from it.
void add_column(const List* along, const Table& table, const char* column, bool is_added) {
    add_fixed({table.oid, table.oid, table.identity.data(), column, is_added});
    for (int i = 0; i < list_length(along); ++i) {
        CHECK_FOR_INTERRUPTS();
        const Oid relation = list_nth_oid(along, i);
        if (relation != table.oid) add_fixed({table.oid, relation, identity_of(relation), column, is_added});
    }
}

// Its sequences move along with a table.
void add_owned_sequences(const Table& table) {
    each_dependent(RelationRelationId, table.oid, nullptr, [&table](const FormData_pg_depend& row) {
        if (row.classid == RelationRelationId && get_rel_relkind(row.objid) == RELKIND_SEQUENCE)
            add_fixed({table.oid, row.objid, identity_of(row.objid), nullptr, false});
        return false;
    });
}

void add_sequence(const char* statement, const Table& table, const char* sequence) {
    const bool is_gone = strstr(statement, psprintf("DROP SEQUENCE %s;", sequence)) != nullptr ||
                         strstr(statement, psprintf("ALTER SEQUENCE %s RENAME", sequence)) != nullptr;
    if (is_gone) add_fixed({table.oid, InvalidOid, sequence, nullptr, false});
}

void remember_fix(const char* statement, const Table& table, const List* along) {
    const char* identity = table.identity.data();
    const bool is_moved = strstr(statement, " SET SCHEMA ") != nullptr;
    if (is_moved || strstr(statement, psprintf("%s RENAME TO ", identity)) != nullptr)
        add_fixed({table.oid, table.oid, identity, nullptr, false});
    if (is_moved) add_owned_sequences(table);
    const bool renames = strstr(statement, " RENAME COLUMN ") != nullptr;
    each_after(statement, " RENAME COLUMN ", [&](const char* column) { add_column(along, table, column, false); });
    each_after(statement, " TO ", [&](const char* column) {
        if (renames) add_column(along, table, column, true);
    });
    each_after(statement, " ADD COLUMN ", [&](const char* column) { add_column(along, table, column, true); });
    each_after(statement, " ADD ATTRIBUTE ", [&](const char* attribute) {
        add_fixed({table.oid, InvalidOid, table.of_type.data(), attribute, true});
    });
    each_after(statement, "SEQUENCE ", [&](const char* sequence) { add_sequence(statement, table, sequence); });
}

// Of a column as SQL spells it.
bool has_column_spelled(Oid relation, const char* quoted_name) {
    const char* name = quoted_name;
    if (*quoted_name == '"') {
        auto* plain = pstrdup(quoted_name + 1);
        char* end = plain;
        for (const char* from = plain; *from != '\0' && (*from != '"' || from[1] == '"'); ++from) {
            if (*from == '"') ++from;
            *end++ = *from;
        }
        *end = '\0';
        name = plain;
    }
    return has_column(relation, name);
}

// Whether it has been run, and the statement knows of it.
bool is_done(const Fixed& one) {
    if (!OidIsValid(one.relation)) return false;
    if (one.column != nullptr) return has_column_spelled(one.relation, one.column) == one.is_added;
    return strcmp(identity_of(one.relation), one.identity) != 0;
}

bool overtakes(const Fixed& one, const char* statement, const Table& table) {
    if (one.by == table.oid) return false;
    const bool is_meant = (one.column != nullptr && one.relation == table.oid) || mentions(statement, one.identity);
    return is_meant && (one.column == nullptr || mentions(statement, one.column)) && !is_done(one);
}

}  // namespace

bool is_overtaken(const char* statement, const Table& table) {
    context_of_statement();
    for (int i = 0; i < list_length(fixed); ++i) {
        CHECK_FOR_INTERRUPTS();
        if (overtakes(*static_cast<const Fixed*>(list_nth(fixed, i)), statement, table)) return true;
    }
    return false;
}

void remember_fixes(std::span<const char* const> statements, const Table& table) {
    const List* along = changed_along(table.oid);
    for (const char* statement : statements) remember_fix(statement, table, along);
}

}  // namespace mana_guard::server

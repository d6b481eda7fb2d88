// What a transaction remembers: whether it is one statement, what is judged at its COMMIT, what was mentioned already.
#pragma once

#include "model/own_rule.hpp"
#include "model/table.hpp"
#include "server/prelude.hpp"
#include "server/record/sent_statements.hpp"

namespace mana_guard::server {

// An object with findings of rules that are judged at COMMIT. It is a candidate only: the verdict comes from what
// stands then, so a savepoint that is rolled back changes nothing here.
struct Pending {
    Oid class_id;  // the catalog
    Oid object;
    Oid user;  // who touched it last
    CommandId
        first;     // the transaction's first that touched it; invalid where it, or an earlier one of the file, made it
    bool created;  // the transaction or the open file made it
    const Object* before;  // what stood before the open file, if an earlier transaction of it touched it
    std::span<const OwnAnswer> own_before;  // what own rules said of it then
    SentPlace place;                        // of the statement that touched it last
    bool is_taken;                          // is being judged
    bool from_query;                        // CREATE TABLE AS made it
    bool in_block;                          // the statement was in a transaction block
    Pending* next;
};

// Installs the callbacks; called once, when the library is loaded.
void install_transaction();

// Whether the command that is judged is in a transaction block. A subtransaction of the guard's own makes none.
bool is_in_block();

// Whether the guard is in a subtransaction of its own, and whether the command was in a block before that.
enum class OwnSubtransaction : std::uint8_t { None, OutsideOfBlock, InBlock };

// Notes that the guard has begun one, before which the command was in a block or not; returns what was noted before,
// which the caller puts back at its end.
OwnSubtransaction note_own_subtransaction(bool in_block);
void put_back(OwnSubtransaction before);

// Notes that a command begins.
void note_command();

// Whether the transaction is more than one statement, as far as can be told.
bool has_several_statements();

// Adds a candidate, with the command that touched it.
void add_pending(const Object& object, Oid user, CommandId first);

// The candidates, the newest first, and the one that is this object; null where there is none.
Pending* candidates();
void set_candidates(Pending* pending);
Pending* pending_of(Oid class_id, Oid object);

// Whether what stood before on the object is to be mentioned, which is so once a session.
bool is_first_mention(Oid object);

// Notes a relation that no command has made: it is judged before the COMMIT.
void note_made(Oid relation);
const List* made_relations();

// What an ALTER TABLE is to one that comes before it or after.
enum class Alteration : std::uint8_t { Plain, SetsNotNull, DropsConstraint, Apart };

// Notes that this transaction has altered the relation, of which it has written so many rows; whether it had before in
// a way that could be merged with this, and has written none since.
bool note_altered(Oid relation, Alteration alteration, std::int64_t written);

}  // namespace mana_guard::server

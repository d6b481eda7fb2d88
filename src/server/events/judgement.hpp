// One door for all that is judged: hands what was gathered to the core, and tells what it says.
#pragma once

#include "engine/judge.hpp"
#include "server/gather/gather.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

struct Occasion {
    Moment moment = Moment::Statement;
    const char* tag = "";          // of the command, for the log
    bool can_refuse = true;        // else an error would leave half of a command's work behind
    bool is_alone = false;         // the transaction is one statement
    bool in_block = false;         // what is judged at COMMIT was done in a transaction block
    Oid user = InvalidOid;         // who acts
    Node* parse_tree = nullptr;    // of the statement; null at COMMIT
    Verdict* log_later = nullptr;  // where the verdict is put instead of into the log: a row would give the transaction
                                   // a number, which the command that follows doesn't bear
};

// What holds for every judgement of this session: who acts, when, and what the settings allow.
Change change_of(const Policy* policy, Moment moment, Oid user);

struct Judgement {
    Occasion occasion;
    Gathered gathered;
    Verdict verdict;
};

// Judges what was gathered.
void judge_gathered(Judgement& judgement, const Policy* policy, Facts wanted);

// Tells and logs what was found, and notes what is to be judged at COMMIT.
void tell(const Judgement& judgement);

}  // namespace mana_guard::server

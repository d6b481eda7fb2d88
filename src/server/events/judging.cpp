#include "server/events/judging.hpp"

#include "server/events/collection.hpp"
#include "server/record/transaction.hpp"
#include "server/settings.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

// Whether the guard has failed: it says so itself, by a code of its own, or PostgreSQL has met what shouldn't be. All
// else the command would meet too, by itself: a name that isn't there, a lock that isn't to be had, a cancel.
bool is_the_guards(int sqlstate) {
    switch (ERRCODE_TO_CATEGORY(sqlstate)) {
        case ERRCODE_TO_CATEGORY(MAKE_SQLSTATE('M', 'G', '0', '0', '0')):
        case ERRCODE_TO_CATEGORY(ERRCODE_INTERNAL_ERROR):
        case ERRCODE_TO_CATEGORY(ERRCODE_INSUFFICIENT_RESOURCES):
            return true;
        default:
            return false;
    }
}

// The error that was caught, in this memory context.
ErrorData* take_error(MemoryContext context) {
    MemoryContextSwitchTo(context);
    ErrorData* error = CopyErrorData();
    FlushErrorState();
    return error;
}

void judge_or_refuse(void (*judge)(void* argument), void* argument) {
    MemoryContext caller = CurrentMemoryContext;
    PG_TRY();
    { judge(argument); }
    PG_CATCH();
    {
        if (geterrcode() != ERRCODE_INTERNAL_ERROR) PG_RE_THROW();
        raise_unavailable(take_error(caller)->message, "");
    }
    PG_END_TRY();
}

// As PL/pgSQL runs a block with an EXCEPTION clause.
bool judge_or_pass(const Occasion& occasion, void (*judge)(void* argument), void* argument) {
    MemoryContext caller = CurrentMemoryContext;
    ResourceOwner owner = CurrentResourceOwner;
    ErrorData* volatile error = nullptr;
    const bool was_in_block = is_in_block();
    // It may raise.
    BeginInternalSubTransaction(nullptr);
    const OwnSubtransaction before = note_own_subtransaction(was_in_block);
    MemoryContextSwitchTo(caller);
    PG_TRY();
    {
        judge(argument);
        ReleaseCurrentSubTransaction();
    }
    PG_CATCH();
    {
        error = take_error(caller);
        RollbackAndReleaseCurrentSubTransaction();
    }
    PG_END_TRY();
    put_back(before);
    MemoryContextSwitchTo(caller);
    CurrentResourceOwner = owner;
    if (error == nullptr) return true;
    if (!is_the_guards(error->sqlerrcode)) ReThrowError(error);
    if (is_collecting()) {
        collect_unjudged(occasion, error->message);
    } else {
        tell_of_unjudged(error);
    }
    return false;
}

}  // namespace

bool can_judge(const Occasion& occasion, void (*judge)(void* argument), void* argument) {
    if (refuses_nothing()) return judge_or_pass(occasion, judge, argument);
    judge_or_refuse(judge, argument);
    return true;
}

}  // namespace mana_guard::server

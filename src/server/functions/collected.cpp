// The SQL functions about the collection.
#include "server/functions/collected.hpp"

#include "server/events/collection.hpp"
#include "server/functions/finding_row.hpp"
#include "server/functions/results.hpp"
#include "server/prelude.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {

void put_collected(const Collected& one, ReturnSetInfo* result) {
    constexpr int first = 6;
    constexpr int columns = first + finding_columns + 1;
    bool nulls[columns] = {};
    Datum values[columns] = {};
    int column = 0;
    const auto put_text = [&](const char* text) {
        values[column] = text_or_null(text, &nulls[column]);
        ++column;
    };
    values[column++] = Int32GetDatum(one.statement);
    put_text(one.command_tag);
    values[column++] = Int32GetDatum(one.position);
    put_text(one.during);
    put_text(one.would);
    values[column] = PointerGetDatum(one.query_hash);
    nulls[column] = one.query_hash == nullptr;
    fill_finding(one.finding, one.owner, result->setDesc, first, columns, values, nulls);
    values[columns - 1] = text_or_null(one.cure, &nulls[columns - 1]);
    tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

void put_all_collected(ReturnSetInfo* result) {
    // The findings of a wide table share a cure that each row repeats.
    MemoryContext of_row = AllocSetContextCreate(CurrentMemoryContext, "mana_guard row", ALLOCSET_DEFAULT_SIZES);
    MemoryContext caller = MemoryContextSwitchTo(of_row);
    for (const Collected* one = first_collected(); one != nullptr; one = one->next) {
        CHECK_FOR_INTERRUPTS();
        put_collected(*one, result);
        MemoryContextReset(of_row);
    }
    MemoryContextSwitchTo(caller);
    MemoryContextDelete(of_row);
    if (count_of_lost() > 0) warn_of_lost(count_of_lost());
}

}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

MANA_GUARD_FUNCTION(mana_guard_collected) {
    InitMaterializedSRF(fcinfo, 0);
    put_all_collected(reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo));
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_collected_reset) {
    reset_collection();
    PG_RETURN_VOID();
}

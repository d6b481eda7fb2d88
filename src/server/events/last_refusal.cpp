#include "server/events/last_refusal.hpp"

#include "server/prelude.hpp"

namespace mana_guard::server {
namespace {

char* refusal = nullptr;  // in TopMemoryContext

}  // namespace

void remember_refusal(const char* whole) {
    char* copy = whole == nullptr ? nullptr : MemoryContextStrdup(TopMemoryContext, whole);
    if (refusal != nullptr) pfree(refusal);
    refusal = copy;
}

const char* last_refusal() {
    return refusal;
}

}  // namespace mana_guard::server

// Makes one allocation fail of those that the guard causes: its own, and what PostgreSQL and the C++ library allocate
// for it. The SQL function fails_at(n) says that the n-th from then on does, none where n is 0, and returns how many
// were left. Preloaded by the dynamic linker, so that the whole process calls this malloc: see allocations.sh.
#include <dlfcn.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>
#include <unwind.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

extern "C" {
#include "postgres.h"

#include "fmgr.h"
#include "storage/lock.h"
#include "tcop/utility.h"
#include "utils/memutils.h"
#if PG_VERSION_NUM >= 170000
#include "utils/memutils_internal.h"
#endif

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(fails_at);
void _PG_init(void);
void* __libc_malloc(size_t bytes);
void* __libc_calloc(size_t count, size_t bytes);
void* __libc_realloc(void* block, size_t bytes);
extern void* __libc_stack_end;
}

// Other programs are preloaded with this too, and have none of these.
#pragma weak TopMemoryContext
#pragma weak LockAcquireExtended
#pragma weak standard_ProcessUtility

namespace {

int left = 0;
MemoryContextMethods real;

// Where the guard's code lies, once it was seen on the stack.
std::uintptr_t guard_begins = 0;
std::uintptr_t guard_ends = UINTPTR_MAX;

_Unwind_Reason_Code look_for_guard(_Unwind_Context* frame, void* found) {
    dl_find_object object;
    auto* place = reinterpret_cast<void*>(_Unwind_GetIP(frame));
    if (_dl_find_object(place, &object) != 0) return _URC_END_OF_STACK;
    const void* function = _Unwind_FindEnclosingFunction(place);
    // A statement of somebody's, which a hook of the guard's has passed on.
    if (function == reinterpret_cast<void*>(standard_ProcessUtility)) return _URC_END_OF_STACK;
    // PostgreSQL's fault: after a lock of which it couldn't note the owner, and a subtransaction that has caught the
    // error, whoever takes that lock in the same transaction crashes.
    if (function == reinterpret_cast<void*>(LockAcquireExtended)) return _URC_END_OF_STACK;
    const char* file = std::strrchr(object.dlfo_link_map->l_name, '/');
    if (file == nullptr || std::strcmp(file, "/mana_guard.so") != 0) return _URC_NO_REASON;
    guard_begins = reinterpret_cast<std::uintptr_t>(object.dlfo_map_start);
    guard_ends = reinterpret_cast<std::uintptr_t>(object.dlfo_map_end);
    *static_cast<bool*>(found) = true;
    return _URC_END_OF_STACK;
}

// Taking the stack apart costs a hundred times as much as looking whether it can hold a frame of the guard at all.
bool may_be_for_guard() {
    const auto* word = static_cast<const std::uintptr_t*>(__builtin_frame_address(0));
    const auto* end = static_cast<const std::uintptr_t*>(__libc_stack_end);
    while (word < end && (*word < guard_begins || *word >= guard_ends)) ++word;
    return word < end;
}

bool fails() {
    if (left == 0 || !may_be_for_guard()) return false;
    // Looking may allocate.
    const int before = left;
    left = 0;
    bool is_for_guard = false;
    _Unwind_Backtrace(look_for_guard, &is_for_guard);
    left = is_for_guard ? before - 1 : before;
    return left == 0;
}

#if PG_VERSION_NUM >= 170000
void* allocate(MemoryContext context, Size bytes, int flags) {
    return fails() ? MemoryContextAllocationFailure(context, bytes, flags) : real.alloc(context, bytes, flags);
}

void* reallocate(void* block, Size bytes, int flags) {
    if (!fails()) return real.realloc(block, bytes, flags);
    return MemoryContextAllocationFailure(GetMemoryChunkContext(block), bytes, flags);
}
#elif PG_VERSION_NUM >= 160000
void* allocate(MemoryContext context, Size bytes) {
    return fails() ? nullptr : real.alloc(context, bytes);
}

void* reallocate(void* block, Size bytes) {
    return fails() ? nullptr : real.realloc(block, bytes);
}
#else
void* allocate(MemoryContext context, Size bytes) {
    return fails() ? nullptr : real.alloc(context, bytes);
}

void* reallocate(MemoryContext context, void* block, Size bytes) {
    return fails() ? nullptr : real.realloc(context, block, bytes);
}
#endif

// Where memory runs out the server would list each context in its log.
void count(MemoryContext context, MemoryStatsPrintFunc print, void* passed, MemoryContextCounters* totals,
           bool to_stderr) {
    if (print == nullptr) real.stats(context, print, passed, totals, to_stderr);
}

// All memory contexts of the usual kind share these, which the server doesn't write.
void replace_methods() {
    auto* methods = const_cast<MemoryContextMethods*>(TopMemoryContext->methods);
    real = *methods;
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto first = reinterpret_cast<std::uintptr_t>(methods) & ~(page - 1);
    const auto last = reinterpret_cast<std::uintptr_t>(methods + 1);
    if (mprotect(reinterpret_cast<void*>(first), last - first, PROT_READ | PROT_WRITE) != 0)
        elog(FATAL, "could not write to the methods of memory contexts: %m");
    methods->alloc = allocate;
    methods->realloc = reallocate;
    methods->stats = count;
}

}  // namespace

extern "C" void* malloc(size_t bytes) {
    return fails() ? nullptr : __libc_malloc(bytes);
}

extern "C" void* calloc(size_t count, size_t bytes) {
    return fails() ? nullptr : __libc_calloc(count, bytes);
}

extern "C" void* realloc(void* block, size_t bytes) {
    return fails() ? nullptr : __libc_realloc(block, bytes);
}

void _PG_init(void) {
    replace_methods();
}

extern "C" Datum fails_at(PG_FUNCTION_ARGS) {
    const int unused = left;
    left = PG_GETARG_INT32(0);
    PG_RETURN_INT32(unused);
}

#include "memory.hpp"

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <new>

namespace {

constexpr long never = std::numeric_limits<long>::max();

long alive = 0;
long allocations_left = never;
std::size_t largest_block = SIZE_MAX;
bool struck = false;

bool is_short_of(std::size_t size) {
    return allocations_left <= 0 || size > largest_block;
}

void* given(std::size_t size) {
    void* block = std::malloc(size == 0 ? 1 : size);
    if (block != nullptr) ++alive;
    return block;
}

}  // namespace

void* operator new(std::size_t size) {
    if (is_short_of(size)) {
        struck = true;
        throw std::bad_alloc();
    }
    if (allocations_left != never) --allocations_left;
    void* block = given(size);
    if (block == nullptr) throw std::bad_alloc();
    return block;
}

// Who asks like this can do without: std::stable_sort, for its buffer. It is no shortage that must show.
void* operator new(std::size_t size, const std::nothrow_t& /*nothrow*/) noexcept {
    return is_short_of(size) ? nullptr : given(size);
}

void operator delete(void* block) noexcept {
    if (block == nullptr) return;
    --alive;
    std::free(block);
}

void operator delete(void* block, std::size_t /*size*/) noexcept {
    operator delete(block);
}

namespace mana_guard::test {

long blocks_alive() {
    return alive;
}

Shortage::Shortage(long failing_allocation, std::size_t largest) {
    allocations_left = failing_allocation - 1;
    largest_block = largest;
    struck = false;
}

Shortage::~Shortage() {
    allocations_left = never;
    largest_block = SIZE_MAX;
}

bool Shortage::has_struck() const {
    return struck;
}

}  // namespace mana_guard::test

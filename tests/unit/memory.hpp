// The memory of the test program under watch: what is alive, and an end to it where a test wants one.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mana_guard::test {

// How many blocks of operator new are alive.
long blocks_alive();

// While it lives, operator new fails: at the allocation of that number and at all after it, and for any block larger
// than `largest`.
class Shortage {
  public:
    explicit Shortage(long failing_allocation, std::size_t largest = SIZE_MAX);
    ~Shortage();
    Shortage(const Shortage&) = delete;
    Shortage& operator=(const Shortage&) = delete;

    // Whether an allocation has failed since.
    [[nodiscard]] bool has_struck() const;
};

}  // namespace mana_guard::test

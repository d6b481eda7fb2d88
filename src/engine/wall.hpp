// Shared by the functions of the wall: the catch-all, and copying results through the caller's allocator.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <vector>

#include "engine/judge.hpp"
#include "policy/error.hpp"
#include "text/characters.hpp"

namespace mana_guard {

template <std::size_t size>
void copy_text(char (&target)[size], std::string_view text) noexcept {
    const std::string_view kept = clipped(text, size - 1);
    std::memcpy(target, kept.data(), kept.size());
    target[kept.size()] = '\0';
}

// Runs the body and turns whatever it throws into an Outcome.
template <typename Body>
Outcome guarded(Failure* failure, const Body& body) noexcept {
    try {
        body();
        return Outcome::Done;
    } catch (const std::bad_alloc&) {
        copy_text(failure->message, "out of memory");
        return Outcome::OutOfMemory;
    } catch (const UnknownRule& error) {
        copy_text(failure->message, error.what());
        copy_text(failure->hint, error.hint());
        failure->names_no_rule = true;
        return Outcome::Refused;
    } catch (const PolicyError& error) {
        copy_text(failure->message, error.what());
        copy_text(failure->hint, error.hint());
        return Outcome::Refused;
    } catch (const RuleError& error) {
        copy_text(failure->message, error.what());
        copy_text(failure->hint, error.hint());
        return Outcome::Failed;
    } catch (const std::exception& error) {
        copy_text(failure->message, error.what());
        return Outcome::Failed;
    } catch (...) {
        copy_text(failure->message, "unknown exception");
        return Outcome::Failed;
    }
}

// Memory from the caller; throws std::bad_alloc if there is none.
inline void* allocated_bytes(Allocator allocator, std::size_t bytes) {
    void* memory = allocator.allocate(allocator.context, bytes);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

// Room for that many; null for none.
template <typename T>
T* allocated(Allocator allocator, std::size_t count) {
    if (count == 0) return nullptr;
    // NOLINTNEXTLINE(bugprone-sizeof-expression): T may be a pointer
    return static_cast<T*>(allocated_bytes(allocator, count * sizeof(T)));
}

// The text as a C string in the caller's memory; null if it is empty.
inline const char* copied(Allocator allocator, std::string_view text) {
    if (text.empty()) return nullptr;
    auto* copy = static_cast<char*>(allocated_bytes(allocator, text.size() + 1));
    std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return copy;
}

// The results of `make` for each item, in the caller's memory.
template <typename Result, typename Items, typename Make>
std::span<const Result> copied_each(Allocator allocator, const Items& items, const Make& make) {
    Result* results = allocated<Result>(allocator, std::size(items));
    std::size_t count = 0;
    for (const auto& item : items) std::construct_at(results + count++, make(item));
    return {results, count};
}

}  // namespace mana_guard

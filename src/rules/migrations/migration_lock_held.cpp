// MG611 migration_lock_held: one migration at a time.
#include <algorithm>
#include <string>

#include "rules/rule.hpp"

namespace mana_guard::rules::migration_lock_held {
namespace {

constexpr Parameter parameters[] = {
    signed_number("lock_id", "The key of the advisory lock, used where the registry has none for the schema.",
                  987654321),
    choice("held_by", "Who must hold the lock: anyone, such as another session of a pool, or this session.",
           {"anyone", "session"}),
};

// The lock of the schema's service, if the registry has one.
std::int64_t lock_of(const Registration* registration, const Parameters& p) {
    if (registration != nullptr && registration->migration_lock_id != 0) return registration->migration_lock_id;
    return p.number("lock_id");
}

void judge(const Command& command, const Registration* registration, const Parameters& p, Findings& found) {
    if (command.is_upkeep) return;
    const std::int64_t key = lock_of(registration, p);
    const bool is_any_ones = p.text("held_by") == "anyone";
    const auto holds = [&](const AdvisoryLock& lock) { return lock.key == key && (lock.is_own || is_any_ones); };
    if (std::ranges::any_of(command.session->advisory_locks, holds)) return;
    found.at_object()
        .says("{kind} {object} is changed while {} the migration lock (advisory lock {})",
              is_any_ones ? "nobody holds" : "this session does not hold", key)
        .value(std::to_string(key))
        .cure(
            "SELECT pg_try_advisory_lock({0});\n-- then this statement, and SELECT pg_advisory_unlock({0})\n"
            "-- or write a migration, and run it with the script that takes the lock",
            key);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG611",
    .name = "migration_lock_held",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "DDL runs only while the migration lock, an advisory lock, is held.",
    .why =
        "Two migrations at once can undo or deadlock each other. The migration script takes the lock first, so a "
        "change without it was made by hand.",
    .kinds = all_objects,
    .facts = {},
    .parameters = parameters,
    .judge_registered_command = judge,
    .commands = CommandKind::Statement,
    .session = SessionFact::AdvisoryLocks,
};

}  // namespace mana_guard::rules::migration_lock_held

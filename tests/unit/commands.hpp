// What the unit tests of rules about commands share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemas.hpp"
#include "support.hpp"

namespace mana_guard::test {

// A command on app.files, which stood before, holds rows and has 80 kB of them.
struct OfTable {
    Table table;
    Column column;
    Command command;

    explicit OfTable(CommandKind kind, ObjectKind of = ObjectKind::Table) {
        table.kind = of;
        table.schema = "app";
        table.name = table.quoted_name = "files";
        table.identity = "app.files";
        command.kind = kind;
        command.object = command.table = &table;
        command.in_use = command.stood = command.can_be_concurrent = true;
        constexpr std::int64_t eighty_kilobytes = 81920;
        command.bytes = eighty_kilobytes;
    }
    OfTable(const OfTable&) = delete;
    OfTable& operator=(const OfTable&) = delete;

    // About this column.
    OfTable& of(std::string_view name, std::string_view type) {
        column = test::column(name, type);
        command.column = &column;
        return *this;
    }
    // About the constraint, index or trigger of that name.
    OfTable& named(std::string_view name) {
        command.name = command.quoted_name = name;
        return *this;
    }
};

// Any statement on app.files, which is in use, in a session of these settings.
struct OfStatement : OfTable {
    Session session;

    OfStatement() : OfTable(CommandKind::Statement) {
        command.session = &session;
        command.root = "app.files";
    }
};

// What a statement that is done has taken along: the table or, with a kind of its own, something of it.
struct Victim : OfTable {
    explicit Victim(ObjectKind of = ObjectKind::Table) : OfTable(CommandKind::TableVictim, of) {
        command.is_taken_along = true;
        command.value = "type app.mood";
    }
};

inline std::vector<Finding> findings_of_victim(std::string_view rule, const Command& command, const Policy& policy) {
    return findings_of(rule, Change{.moment = Moment::Statement, .commands = {&command, 1}}, policy);
}

// With the rule at warn, also where it is off by default.
inline std::vector<Finding> findings_of_victim(std::string_view rule, const Command& command) {
    const House house{{.rule = rule, .severity = "warn"}};
    std::vector<Finding> found = findings_of_victim(rule, command, house);
    // What they point to goes with the policy.
    for (Finding& finding : found) finding.setting = nullptr;
    return found;
}

// At its start, or where a later command may make good what it does, at COMMIT.
inline std::vector<Finding> findings_of(std::string_view rule, const Command& command, const Policy& policy) {
    const Moment moment = rule_named(rule)->timing == Timing::Commit ? Moment::Commit : Moment::Start;
    return findings_of(rule, Change{.moment = moment, .commands = {&command, 1}}, policy);
}

// With the rule at warn, also where it is off by default.
inline std::vector<Finding> findings_of(std::string_view rule, const Command& command) {
    const House house{{.rule = rule, .severity = "warn"}};
    std::vector<Finding> found = findings_of(rule, command, house);
    // What they point to goes with the policy.
    for (Finding& finding : found) finding.setting = nullptr;
    return found;
}

}  // namespace mana_guard::test

// What would pass, in the words of a team's migration tool.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/dialect.hpp"
#include "report/definition.hpp"
#include "rules/findings.hpp"

namespace mana_guard {

struct NewIndex {
    std::string name;
    std::string schema;  // of its table
    std::string table;
    std::vector<std::string> columns;
    bool is_concurrent = false;
};

// A relation or a type in its schema.
struct Placed {
    std::string schema;
    std::string name;
    bool is_type = false;
};

// One tool's words. All names that the functions get are words of ASCII, so that no language quotes them differently. A
// function returns an empty text where the tool has no word for it.
struct Speech {
    std::string_view tool;
    std::string (*column)(const ColumnParts&);
    std::string (*placed)(const Placed&);
    std::string (*index)(const NewIndex&);
    std::string_view concurrently;   // how CREATE INDEX CONCURRENTLY is run
    std::string_view by_hand;        // where the SQL above goes that the tool doesn't write by itself
    std::string_view after_refusal;  // what to do with the refused migration
    std::string_view lock{};         // of a tool that doesn't take the lock of migrations: what does
};

namespace dialects {

extern const Speech drizzle;
extern const Speech prisma;
extern const Speech typeorm;
extern const Speech django;
extern const Speech sqlalchemy;
extern const Speech rails;

}  // namespace dialects

// "In Drizzle:" and below it what would pass, a line each, in the dialect of the first finding; empty if there is
// nothing to say. To whoever was refused it ends with what to do next.
std::string in_dialect(std::span<const Finding> findings, bool is_refusal);

}  // namespace mana_guard

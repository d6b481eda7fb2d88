// The findings of this session that are collected instead of reported, by mana_guard.collect.
#pragma once

#include "engine/judge.hpp"
#include "server/events/judgement.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// A finding that was kept. It points into memory of the session, and its `finding.object` is null.
struct Collected {
    int statement;  // SentStatement::number
    const char* command_tag;
    int position;        // SentStatement's text, as PostgreSQL's error position counts it; 0 if unknown
    const char* during;  // start, statement or commit
    const char* would;   // refuse, warn or log: what would have happened without the collection
    const bytea* query_hash;
    FindingRow finding;
    const char* owner;
    const char* cure;  // the SQL that would pass, for all findings of the statement; null if there is none
    Collected* next;
};

// The most findings that are kept.
constexpr int most_collected = 100000;

// Keeps the findings of a verdict or, at mana_guard.collect = log, writes each to the server's log as a line of JSON.
// Findings that don't fit are counted; a WARNING says so once.
void collect(const Judgement& judgement);

// The same for a command that couldn't be checked: as MG901, without a rule.
void collect_unjudged(const Occasion& occasion, const char* message);

// The first finding that was kept; the others follow it in their order.
const Collected* first_collected();

// The number of findings that didn't fit.
std::int64_t count_of_lost();

// Collects into another collection until end_collection(), which forgets that and goes on with the first. They don't
// nest.
void begin_collection();
void end_collection();

// Forgets them all.
void reset_collection();

}  // namespace mana_guard::server

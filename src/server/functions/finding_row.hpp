// A finding as a row of a result: the attributes of type mana_guard.finding.
#pragma once

#include "engine/judge.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

constexpr int finding_columns = 16;

// The enumerator of that name, of an enum of the extension's.
Datum enumerator(std::string_view name, Oid type);

// Fills in the attributes, from column `first` of the result on. Raises MG901 if the result has another number of
// columns than `all`: the extension is of another version.
void fill_finding(const FindingRow& finding, const char* owner, TupleDesc descriptor, int first, int all, Datum* values,
                  bool* nulls);

}  // namespace mana_guard::server

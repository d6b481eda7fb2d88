// The locks on tables in use that the rules about several of them count.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/session.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

constexpr Parameter counted_locks = names(
    "locks",
    "The locks that count: access_exclusive, which stops everybody, and share_row_exclusive, which stops writes and "
    "which a foreign key takes on the table that it refers to.",
    {"access_exclusive"});

// "ACCESS EXCLUSIVE or SHARE ROW EXCLUSIVE"
inline std::string words_of_locks(const Names& locks) {
    std::string words;
    for (const auto& [name, sql] :
         {std::pair("access_exclusive", "ACCESS EXCLUSIVE"), std::pair("share_row_exclusive", "SHARE ROW EXCLUSIVE")}) {
        if (locks.matches(name)) words.append(words.empty() ? "" : " or ").append(sql);
    }
    return words;
}

// The tables in use that the transaction holds under one of the locks.
inline std::vector<std::string_view> locked_tables(const Session& session, const Names& locks) {
    std::vector<std::string_view> tables;
    const auto add = [&tables](std::span<const std::string_view> more) {
        for (const std::string_view table : more) {
            if (std::ranges::find(tables, table) == tables.end()) tables.push_back(table);
        }
    };
    if (locks.matches("access_exclusive")) add(session.locked);
    if (locks.matches("share_row_exclusive")) add(session.locked_for_writes);
    return tables;
}

}  // namespace mana_guard::rules

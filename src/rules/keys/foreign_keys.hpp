// What the rules about foreign keys share: how a key is written in SQL, and how it is replaced by another.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

#include "model/table.hpp"
#include "rules/findings.hpp"

namespace mana_guard::rules {

// Which columns refer to what: "folder_id -> app.folders (id)".
std::string mapping_of(const Table& table, const ForeignKey& key);

// Offers the key with other actions: as a constraint of the table, and as the replacement of the existing key.
void offer_actions(Findings::Builder& finding, const Table& table, const ForeignKey& key, std::string_view on_delete,
                   std::string_view on_update);

}  // namespace mana_guard::rules

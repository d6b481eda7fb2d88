// A row of table mana_guard.policy as it is stored. A null string is an attribute that the row leaves open.
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

namespace mana_guard {

struct PolicyRow {
    std::int64_t id = 0;
    std::string_view rule{};
    std::string_view schema_pattern = "*";
    std::string_view object_pattern = "*";
    std::string_view role_name{};
    std::string_view severity{};
    std::string_view timing{};
    std::string_view existing{};
    std::string_view params = "{}";  // a JSON object
    std::string_view advice{};
    std::string_view docs_url{};
};
static_assert(std::is_trivially_destructible_v<PolicyRow>);

}  // namespace mana_guard

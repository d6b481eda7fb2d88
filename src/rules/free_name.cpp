#include "rules/free_name.hpp"

#include <algorithm>

#include "text/characters.hpp"
#include "text/formatted.hpp"
#include "text/glob.hpp"

namespace mana_guard::rules {

bool is_among(std::span<const std::string_view> names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string free_name(std::span<const std::string_view> taken, std::string_view name) {
    std::string fresh(name);
    for (int number = 2; is_among(taken, fresh); ++number) {
        const std::string ending = formatted("_{}", number);
        fresh = formatted("{}{}", clipped(name, max_name_length - ending.size()), ending);
    }
    return fresh;
}

std::string second_name(std::string_view column) {
    for (const std::string_view ending : {"_at", "_id"}) {
        if (column.size() > ending.size() && column.ends_with(ending))
            return formatted("{}_new{}", column.substr(0, column.size() - ending.size()), ending);
    }
    return formatted("{}_new", column);
}

}  // namespace mana_guard::rules

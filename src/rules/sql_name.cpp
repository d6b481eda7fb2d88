#include "rules/sql_name.hpp"

#include <algorithm>
#include <array>

namespace mana_guard::rules {
namespace {

using namespace std::string_view_literals;

constexpr std::array reserved_words = {
    "all"sv,
    "analyse"sv,
    "analyze"sv,
    "and"sv,
    "any"sv,
    "array"sv,
    "as"sv,
    "asc"sv,
    "asymmetric"sv,
    "authorization"sv,
    "binary"sv,
    "both"sv,
    "case"sv,
    "cast"sv,
    "check"sv,
    "collate"sv,
    "collation"sv,
    "column"sv,
    "concurrently"sv,
    "constraint"sv,
    "create"sv,
    "cross"sv,
    "current_catalog"sv,
    "current_date"sv,
    "current_role"sv,
    "current_schema"sv,
    "current_time"sv,
    "current_timestamp"sv,
    "current_user"sv,
    "default"sv,
    "deferrable"sv,
    "desc"sv,
    "distinct"sv,
    "do"sv,
    "else"sv,
    "end"sv,
    "except"sv,
    "false"sv,
    "fetch"sv,
    "for"sv,
    "foreign"sv,
    "freeze"sv,
    "from"sv,
    "full"sv,
    "grant"sv,
    "group"sv,
    "having"sv,
    "ilike"sv,
    "in"sv,
    "initially"sv,
    "inner"sv,
    "intersect"sv,
    "into"sv,
    "is"sv,
    "isnull"sv,
    "join"sv,
    "lateral"sv,
    "leading"sv,
    "left"sv,
    "like"sv,
    "limit"sv,
    "localtime"sv,
    "localtimestamp"sv,
    "natural"sv,
    "not"sv,
    "notnull"sv,
    "null"sv,
    "offset"sv,
    "on"sv,
    "only"sv,
    "or"sv,
    "order"sv,
    "outer"sv,
    "overlaps"sv,
    "placing"sv,
    "primary"sv,
    "references"sv,
    "returning"sv,
    "right"sv,
    "select"sv,
    "session_user"sv,
    "similar"sv,
    "some"sv,
    "symmetric"sv,
    "system_user"sv,
    "table"sv,
    "tablesample"sv,
    "then"sv,
    "to"sv,
    "trailing"sv,
    "true"sv,
    "union"sv,
    "unique"sv,
    "user"sv,
    "using"sv,
    "variadic"sv,
    "verbose"sv,
    "when"sv,
    "where"sv,
    "window"sv,
    "with"sv,
};
static_assert(std::ranges::is_sorted(reserved_words));

constexpr bool starts_a_name(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}
constexpr bool continues_a_name(char c) {
    return starts_a_name(c) || (c >= '0' && c <= '9');
}

bool is_plain(std::string_view name) {
    return !name.empty() && starts_a_name(name.front()) && std::ranges::all_of(name, continues_a_name) &&
           !std::ranges::binary_search(reserved_words, name);
}

}  // namespace

std::string sql_name(std::string_view name) {
    if (is_plain(name)) return std::string(name);
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

}  // namespace mana_guard::rules

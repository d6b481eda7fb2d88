#include "engine/findings.hpp"

#include <array>

namespace mana_guard {
namespace {

struct KindWords {
    std::string_view noun;
    std::string_view alter;
};

// In the order of RelationKind.
constexpr std::array<KindWords, 6> kind_words = {{
    {"table", "ALTER TABLE"},
    {"table", "ALTER TABLE"},
    {"foreign table", "ALTER FOREIGN TABLE"},
    {"view", "ALTER VIEW"},
    {"materialized view", "ALTER MATERIALIZED VIEW"},
    {"sequence", "ALTER SEQUENCE"},
}};

const KindWords& words_of(const Table& table) {
    return kind_words.at(static_cast<std::size_t>(table.kind));
}

}  // namespace

std::string_view Findings::Builder::kind() const {
    return words_of(*finding_.table).noun;
}
std::string_view Findings::Builder::alter() const {
    return words_of(*finding_.table).alter;
}

std::string_view Findings::Builder::identity(Names when) const {
    const Table& table = *finding_.table;
    return when == Names::Before && !table.identity_before.empty() ? table.identity_before : table.identity;
}

std::string_view Findings::Builder::column_name(Names when) const {
    if (finding_.column == nullptr) return {};
    const Column& column = *finding_.column;
    return when == Names::Before && !column.quoted_name_before.empty() ? column.quoted_name_before : column.quoted_name;
}

Findings::Builder Findings::add(const Column* column) {
    all_.push_back({rule_, setting_, table_, column, {}, {}, {}, {}, {}, {}});
    return Builder(all_.back());
}

}  // namespace mana_guard

#include "engine/findings.hpp"

#include <array>

namespace mana_guard {
namespace {

struct KindWords {
    std::string_view noun;
    std::string_view alter;
};

// In the order of ObjectKind.
constexpr std::array<KindWords, 7> kind_words = {{
    {"table", "ALTER TABLE"},
    {"table", "ALTER TABLE"},
    {"foreign table", "ALTER FOREIGN TABLE"},
    {"view", "ALTER VIEW"},
    {"materialized view", "ALTER MATERIALIZED VIEW"},
    {"sequence", "ALTER SEQUENCE"},
    {"schema", "ALTER SCHEMA"},
}};

const KindWords& words_of(ObjectKind kind) {
    return kind_words.at(static_cast<std::size_t>(kind));
}

}  // namespace

std::string_view noun_of(ObjectKind kind) {
    return words_of(kind).noun;
}

std::string_view Findings::Builder::kind() const {
    return noun_of(finding_.object->kind);
}
std::string_view Findings::Builder::alter() const {
    return words_of(finding_.object->kind).alter;
}

std::string_view Findings::Builder::identity(Names when) const {
    const Object& object = *finding_.object;
    return when == Names::Before && !object.identity_before.empty() ? object.identity_before : object.identity;
}

std::string_view Findings::Builder::column_name(Names when) const {
    if (finding_.column == nullptr) return {};
    const Column& column = *finding_.column;
    return when == Names::Before && !column.quoted_name_before.empty() ? column.quoted_name_before : column.quoted_name;
}

Findings::Builder Findings::add(const Column* column) {
    Finding& finding = all_.emplace_back();
    finding.rule = rule_;
    finding.setting = setting_;
    finding.object = object_;
    finding.table = table_;
    finding.column = column;
    return Builder(finding);
}

}  // namespace mana_guard

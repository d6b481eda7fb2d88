// MG628 no_large_table_growth: a table that is too large already gets nothing new.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_large_table_growth {
namespace {

constexpr Parameter parameters[] = {
    number("max_bytes", "The largest size of a table that may get an index or a foreign key, in bytes.", 53687091200),
    number("max_bytes_for_columns", "The largest size of a table that may get a column, in bytes.", 107374182400),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    const std::int64_t limit = p.number(command.words == "column" ? "max_bytes_for_columns" : "max_bytes");
    if (command.bytes <= limit) return;
    found.at_object()
        .says("{kind} {object} has {} bytes, more than {}, and is to get {} {}", command.bytes, limit,
              command.words == "index" ? "an" : "a", command.words)
        .value(command.words)
        .cure("-- the new {} on a table of its own, or after rows of {object} have moved to other tables",
              command.words);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG628",
    .name = "no_large_table_growth",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A table above a size gets no index, foreign key or column.",
    .why =
        "Building an index or checking a foreign key on a table of this size takes hours, every index makes each write "
        "slower, and VACUUM and a later rewrite take longer with every column.",
    .kinds = tables_of_any_kind | ObjectKind::MaterializedView,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::Enlarge,
};

}  // namespace mana_guard::rules::no_large_table_growth

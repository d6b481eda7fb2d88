// MG520 sequence_capacity: a sequence has values left, and the column that it feeds can hold all of them.
#include <array>
#include <limits>
#include <optional>

#include "rules/rule.hpp"

namespace mana_guard::rules::sequence_capacity {
namespace {

constexpr Parameter parameters[] = {
    share("max_used", "The share of its values that a sequence may have used, above 0 and up to 1.", "0.7"),
};

constexpr double percent = 100;

struct Range {
    std::string_view type;
    std::int64_t minimum;
    std::int64_t maximum;
};
template <typename Integer>
constexpr Range range_of(std::string_view type) {
    return {type, std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};
}
constexpr std::array<Range, 3> ranges = {range_of<std::int16_t>("smallint"), range_of<std::int32_t>("integer"),
                                         range_of<std::int64_t>("bigint")};

// What the sequence's column can hold; any bigint if there is no such column or it has another type.
Range range_of_column(const SequenceState& sequence) {
    const auto* const found = std::ranges::find(ranges, sequence.owner_type, &Range::type);
    return found == ranges.end() ? ranges.back() : *found;
}

// The last value that a sequence reaches, and the last that its column can hold.
struct Ends {
    bool is_rising;
    std::int64_t first;
    std::int64_t of_sequence;
    std::int64_t of_column;

    [[nodiscard]] bool is_wider() const { return is_rising ? of_sequence > of_column : of_sequence < of_column; }
    [[nodiscard]] std::int64_t last() const { return is_wider() ? of_column : of_sequence; }
    [[nodiscard]] bool is_within(std::int64_t value) const { return is_rising ? value <= last() : value >= last(); }
    [[nodiscard]] std::string_view option() const { return is_rising ? "MAXVALUE" : "MINVALUE"; }
};

Ends ends_of(const SequenceState& sequence) {
    const Range column = range_of_column(sequence);
    if (sequence.increment < 0) return {false, sequence.maximum, sequence.minimum, column.minimum};
    return {true, sequence.minimum, sequence.maximum, column.maximum};
}

// The share of the way from the first value to `last` that is used. The distance may exceed the range of an integer.
double used_of(const SequenceState& sequence, std::int64_t first, std::int64_t last) {
    if (!sequence.was_called) return 0;
    const auto start = static_cast<double>(first);
    const double all = static_cast<double>(last) - start;
    return all == 0 ? 1 : (static_cast<double>(sequence.last_value) - start) / all;
}

void judge_use(const SequenceState& sequence, const Ends& ends, double most, Findings& found) {
    const double used = used_of(sequence, ends.first, ends.last());
    // A sequence that cycles has no end.
    if (sequence.cycles || used <= most) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} has used {:.0f}% of its values up to {}", used * percent, ends.last())
        .value(formatted("used up to {}", ends.last()));
    // If it ends before its column does, it can be extended. A column that is too narrow has to be widened by its
    // owner.
    const bool helps = used_of(sequence, ends.first, ends.of_column) <= most;
    if (helps) finding.fix("{alter} AS {} NO {};", range_of_column(sequence).type, ends.option());
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const SequenceState& sequence = table.sequence;
    const Ends ends = ends_of(sequence);
    judge_use(sequence, ends, p.share("max_used"), found);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG520",
    .name = "sequence_capacity",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .is_for_audits = true,
    .summary = "A sequence has values left, and its column can hold them.",
    .why =
        "Once the values are used up, or the column cannot hold the next one, every insert fails. Widening the column "
        "rewrites the table, which takes a long time if it is large.",
    .kinds = ObjectKind::Sequence,
    .facts = Fact::SequenceState,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::sequence_capacity

// Exemptions: known violations that are tolerated, why and until when.
#pragma once

#include "core.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/policy_row.hpp"
#include "model/table.hpp"
#include "policy/packed_texts.hpp"
#include "policy/place_index.hpp"
#include "policy/selector.hpp"
#include "text/glob.hpp"

namespace mana_guard {

struct Exemption {
    std::int64_t id = 0;  // 0: the profile's
    Selector rules{"*"};
    Glob schema{"*"};
    Glob object{"*"};
    std::optional<Glob> column;                 // none: the object and all its columns
    std::optional<std::string> value;           // none: any offending value
    std::span<const std::string_view> columns;  // a tool's table is known by its columns too
    std::string reason;
    std::int64_t until = no_end;
    std::string until_text;

    [[nodiscard]] bool has_expired(std::int64_t now) const { return until <= now; }
    [[nodiscard]] bool has_columns(std::span<const Column> of_relation) const;
};

// Checks and parses a stored row. Throws PolicyError.
Exemption parse_exemption(const ExemptionRow& stored, const KnownRules* known = nullptr);

// What an exemption may waive.
struct Breach {
    const Rule& rule;
    std::string_view schema;
    std::string_view object;
    std::string_view column;  // empty: the object itself
    std::string_view value;
    std::span<const Column> columns{};  // the relation's
};

// A row is parsed when it is found at an object that is asked about.
class Exemptions {
  public:
    explicit Exemptions(const KnownRules* known = nullptr) : known_(known) {}
    explicit Exemptions(std::span<const ExemptionRow> stored) : Exemptions() {
        for (const ExemptionRow& row : stored) add(row);
    }
    void add(const ExemptionRow& row);

    // What follows throws PolicyError, naming the row, for one that it meets and that is damaged.

    // The exemption that waives the violation, or did until it expired; null if there is none. Of several, the one that
    // lasts longest, so that an unexpired one takes precedence.
    [[nodiscard]] const Exemption* of(const Breach& breach) const;

    // Calls with every exemption that may apply to this object, for any rule and column.
    template <typename Each>
    void each_at(std::string_view schema, std::string_view object, const Each& call) const {
        index_.each(schema, object, [&](std::uint32_t number) {
            const Entry& entry = all_[number];
            std::array<std::string_view, 2> patterns;
            PackedTexts::read(entry.packed, patterns);
            if (glob_matches(patterns[0], schema) && glob_matches(patterns[1], object)) call(parsed(entry));
        });
    }

    // Parses all of them, and keeps none.
    void check() const;

  private:
    struct Entry {
        std::int64_t id;
        std::int64_t until;
        std::span<const std::string_view> columns;  // a profile's, which live as long as the program
        const char* packed;
        mutable std::unique_ptr<const Exemption> parsed{};  // null until it is asked for
    };

    static ExemptionRow stored(const Entry& entry);
    [[nodiscard]] const Exemption& parsed(const Entry& entry) const;

    const KnownRules* known_;
    PackedTexts texts_;
    std::deque<Entry> all_;
    PlaceIndex index_;
};

}  // namespace mana_guard

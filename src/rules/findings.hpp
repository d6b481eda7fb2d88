// What rules find. A rule says where (`at`), what is wrong (`says`) and what would be right (`fix` and its kin).
#pragma once

#include "core.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/command.hpp"
#include "model/severity.hpp"
#include "model/table.hpp"
#include "text/formatted.hpp"

namespace mana_guard {

struct Exemption;
struct Rule;
struct Setting;

struct Finding {
    const Rule* rule = nullptr;
    const Setting* setting = nullptr;
    const Object* object = nullptr;
    const Table* table = nullptr;    // the same, where it is a relation
    const Column* column = nullptr;  // null for the object itself
    std::string_view part;  // the name of its index, constraint, trigger or the like; empty for the object itself
    std::string_view quoted_part;
    std::string_view part_type;                // "index", "constraint"...
    const Column* part_begins_with = nullptr;  // the first column of the constraint that it is at
    std::string value;  // the offending value: with rule and object it tells one finding from another
    std::string message;
    std::string fix;         // SQL that mends the object as it stands; empty where there is none
    std::string caution;     // what else the fix asks for where the table is in use; empty where it can just be run
    std::string cure;        // the same for the object as it was before the refused command
    std::string definition;  // the column as CREATE TABLE or ADD COLUMN should have it
    std::string schema;      // where the relation should be instead

    // What inspect() makes of it.
    Severity told = Severity::Off;         // Off: not told of
    const Exemption* exemption = nullptr;  // that waives it, or did until it expired
    bool is_exempt = false;
    bool is_overridden = false;
};

class Findings {
  public:
    // Speaks of one finding. In all its texts {object} is the object's quoted identity, {kind} what it is, {alter}
    // "ALTER TABLE identity" or its like, {column} the column's quoted name, {part} that of the index, constraint or
    // the like, and {} the arguments in turn; it throws fmt::format_error for any other placeholder.
    class Builder {
      public:
        explicit Builder(Finding& finding) : finding_(finding) {}

        template <typename... Args>
        Builder& says(std::string_view text, const Args&... args) {
            finding_.message = filled(text, Names::Now, fmt::make_format_args(args...));
            return *this;
        }
        template <typename... Args>
        Builder& fix(std::string_view text, const Args&... args) {
            finding_.fix = filled(text, Names::Now, fmt::make_format_args(args...));
            finding_.cure = filled(text, Names::Before, fmt::make_format_args(args...));
            return *this;
        }
        // What to do in place of the fix where the table is in use, one line: one of fix_cautions.hpp.
        Builder& in_use(std::string_view caution) {
            finding_.caution = caution;
            return *this;
        }
        // What would pass in the refused command's place, where that isn't the fix.
        template <typename... Args>
        Builder& cure(std::string_view text, const Args&... args) {
            finding_.cure = filled(text, Names::Before, fmt::make_format_args(args...));
            return *this;
        }
        template <typename... Args>
        Builder& definition(std::string_view text, const Args&... args) {
            finding_.definition = filled(text, Names::Now, fmt::make_format_args(args...));
            return *this;
        }
        Builder& belongs_in(std::string_view schema) {
            finding_.schema = schema;
            return *this;
        }
        Builder& value(std::string_view value) {
            finding_.value = value;
            return *this;
        }

      private:
        enum class Names { Now, Before };

        [[nodiscard]] std::string_view identity(Names when) const;
        [[nodiscard]] std::string_view column_name(Names when) const;

        // Not a template: what formats is compiled once.
        [[nodiscard]] std::string filled(std::string_view text, Names when, fmt::format_args args) const;
        [[nodiscard]] std::optional<std::string> text_for(std::string_view name, Names when) const;
        [[nodiscard]] std::string_view kind() const;
        [[nodiscard]] std::string_view alter() const;

        Finding& finding_;
    };

    // From here on findings are of this rule, as it holds for this object.
    void judging(const Rule& rule, const Setting& setting, const Table& table) {
        judging(rule, setting, static_cast<const Object&>(table));
        table_ = &table;
    }
    void judging(const Rule& rule, const Setting& setting, const Object& object) {
        rule_ = &rule;
        setting_ = &setting;
        object_ = &object;
        table_ = nullptr;
    }
    Builder at_object() { return add(nullptr); }
    Builder at(const Column& column) { return add(&column); }
    Builder at(const Index& index) { return at_part("index", index); }
    Builder at(const ForeignKey& key);
    Builder at(const Check& check) { return at_part("constraint", check); }
    Builder at(const Trigger& trigger) { return at_part("trigger", trigger); }
    Builder at(const RowPolicy& policy) { return at_part("policy", policy); }
    Builder at(const RewriteRule& rule) { return at_part("rule", rule); }
    // Its column or, where it is about none, its index, constraint or trigger.
    Builder at(const Command& command);

    [[nodiscard]] const std::vector<Finding>& all() const { return all_; }
    [[nodiscard]] std::vector<Finding>& all() { return all_; }

  private:
    Builder add(const Column* column);
    template <typename Part>
    Builder at_part(std::string_view type, const Part& part) {
        Builder builder = add(nullptr);
        all_.back().part = part.name;
        all_.back().quoted_part = part.quoted_name;
        all_.back().part_type = type;
        return builder;
    }

    const Rule* rule_ = nullptr;
    const Setting* setting_ = nullptr;
    const Object* object_ = nullptr;
    const Table* table_ = nullptr;
    std::vector<Finding> all_;
};

// What kind of object it is, in a reader's words: "table", "foreign table", "schema".
std::string_view noun_of(ObjectKind kind);

// What a relation's part is that a statement with this tag makes or drops: "index" of CREATE INDEX.
std::string_view noun_of_statement(std::string_view words);

}  // namespace mana_guard

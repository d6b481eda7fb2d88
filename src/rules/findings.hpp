// Findings of rules. A rule says where (`at`), what is wrong (`says`) and what would be right (such as `fix`).
#pragma once

#include "core.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/command.hpp"
#include "model/own_rule.hpp"
#include "model/severity.hpp"
#include "model/table.hpp"
#include "text/formatted.hpp"

namespace mana_guard {

struct Exemption;
struct Rule;
struct Setting;

// What CREATE TABLE or ADD COLUMN should say about a column instead. Empty fields stay as they are.
struct ColumnChange {
    std::string name{};  // not quoted
    std::string type{};
    std::optional<bool> not_null{};
    std::optional<std::string> default_value{};  // an expression; empty: none
    Identity identity = Identity::None;
    bool is_primary_key = false;
    std::optional<std::string> reference{};  // REFERENCES and the rest; empty: none
    std::string reference_name{};            // of the foreign key, not quoted
};

struct Finding {
    const Rule* rule = nullptr;
    const Setting* setting = nullptr;
    const Object* object = nullptr;
    const Table* table = nullptr;    // the same object, if it is a relation
    const Column* column = nullptr;  // null for the object itself
    std::string_view part;  // the name of the index, constraint, trigger or similar part; empty for the object itself
    std::string_view quoted_part;
    std::string_view part_type;                // "index", "constraint"...
    const Column* part_begins_with = nullptr;  // the first column of the constraint
    std::string value;                         // the offending value: with rule and object it identifies the finding
    std::string message;
    std::string fix;  // SQL that fixes the object as it is now; empty if there is none
    std::string
        caution;  // what else the fix requires if the table is in use, a line for each; empty if it can simply be run
    std::string detail;  // what an own rule says besides, whole sentences
    std::string hint;
    std::string held_back;                     // why there is no fix, a sentence; empty if nothing prevents it
    std::string cure;                          // like the fix, for the object as it was before the refused command
    const Column* changed = nullptr;           // a column that should be different,
    ColumnChange change;                       // and how; if that is null, a missing column
    bool waits = false;                        // what Rule::waits_in_block speaks of
    bool stood_before = false;                 // the missing column existed: the statement removes it
    std::vector<const Column*> order;          // of all columns, if it should be different
    std::string definition;                    // what else CREATE TABLE should say
    std::string new_name;                      // what the relation or the index should be called, not quoted
    std::string new_index;                     // the name of the index that the fix makes, not quoted
    std::string cure_name;                     // that the cure gives, not quoted
    std::string index_keys;                    // what it is over, with its parentheses,
    std::vector<const Column*> index_columns;  // and its columns, where they are known
    std::string schema;                        // where the relation should be instead, as SQL spells it

    // Set by inspect().
    Severity told = Severity::Off;         // Off: not reported
    const Exemption* exemption = nullptr;  // the one that waives it, expired or not
    bool is_exempt = false;
    bool is_overridden = false;
    bool is_assumed = false;  // Command::is_assumed
    bool is_failure = false;  // of the rule itself, which could not check the object
};

// Used if the actor's own schema is unknown. SQL that names it can't be run unchanged.
constexpr std::string_view unknown_schema = "your_service";

// Whether its fix adds a column.
inline bool is_missing_column(const Finding& finding) {
    return finding.changed == nullptr && !finding.change.name.empty();
}

class Findings {
  public:
    // Builds one finding. In all texts {object} is the object's quoted identity, {kind} its kind, {alter} "ALTER TABLE
    // identity" or similar, {column} the column's quoted name, {part} the quoted name of the index, constraint or
    // similar part, {own_schema} the schema where the actor's relations belong, and {} the arguments in order. Any
    // other placeholder throws fmt::format_error.
    class Builder {
      public:
        Builder(Finding& finding, std::string_view own_schema) : finding_(finding), own_schema_(own_schema) {}

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
        // What to do instead of the fix if the table is in use, one line: one of fix_cautions.hpp.
        Builder& in_use(std::string_view caution) {
            finding_.caution = caution;
            return *this;
        }
        // What would pass instead of the refused command, if that is not the fix.
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
        // How the column of the finding, or another column, should be instead.
        Builder& becomes(ColumnChange change) { return becomes(*finding_.column, std::move(change)); }
        Builder& becomes(const Column& column, ColumnChange change) {
            finding_.changed = &column;
            finding_.change = std::move(change);
            return *this;
        }
        // Which column is missing.
        Builder& lacks(ColumnChange column) {
            finding_.change = std::move(column);
            return *this;
        }
        // A later statement of the transaction block may put it right: its rule has waits_in_block.
        Builder& waits() {
            finding_.waits = true;
            return *this;
        }
        Builder& was_there() {
            finding_.stood_before = true;
            return *this;
        }
        Builder& reorders(std::vector<const Column*> columns) {
            finding_.order = std::move(columns);
            return *this;
        }
        Builder& called(std::string_view name) {
            finding_.new_name = name;
            return *this;
        }
        Builder& makes_index(std::string_view name, std::string_view keys) {
            finding_.new_index = name;
            finding_.index_keys = keys;
            return *this;
        }
        Builder& index_is_on(const Column& column) {
            finding_.index_columns.push_back(&column);
            return *this;
        }
        Builder& cure_makes(std::string_view name) {
            finding_.cure_name = name;
            return *this;
        }
        Builder& belongs_in_own_schema() {
            finding_.schema = own_schema_;
            return *this;
        }
        // Why there is no fix.
        template <typename... Args>
        Builder& held_back(std::string_view text, const Args&... args) {
            finding_.held_back = filled(text, Names::Now, fmt::make_format_args(args...));
            return *this;
        }
        Builder& hint(std::string_view hint) {
            finding_.hint = hint;
            return *this;
        }
        Builder& fails() {
            finding_.is_failure = true;
            return *this;
        }
        // All that an own rule's function says.
        Builder& repeats(const OwnFinding& own);
        Builder& value(std::string_view value) {
            finding_.value = value;
            return *this;
        }

      private:
        enum class Names { Now, Before };

        [[nodiscard]] std::string_view identity(Names when) const;
        [[nodiscard]] std::string_view column_name(Names when) const;

        // Not a template, so that formatting is compiled once.
        [[nodiscard]] std::string filled(std::string_view text, Names when, fmt::format_args args) const;
        [[nodiscard]] std::optional<std::string> text_for(std::string_view name, Names when) const;
        [[nodiscard]] std::string_view kind() const;
        [[nodiscard]] std::string_view alter() const;

        Finding& finding_;
        std::string_view own_schema_;
    };

    // `own_schema` as in Change.
    explicit Findings(std::string_view own_schema = {})
        : own_schema_(own_schema.empty() ? unknown_schema : own_schema) {}

    // From here on, findings are of this rule, with its setting for this object.
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
    // Whether index names are checked at the place of the command. If so, a cure that creates an index names it
    // properly.
    void judges_index_names(bool judged) { judges_index_names_ = judged; }
    [[nodiscard]] bool judges_index_names() const { return judges_index_names_; }

    Builder at_object() { return add(nullptr); }
    Builder at(const Column& column) { return add(&column); }
    Builder at(const Index& index) { return at_part("index", index); }
    Builder at(const ForeignKey& key);
    Builder at(const Check& check) { return at_part("constraint", check); }
    Builder at(const Trigger& trigger) { return at_part("trigger", trigger); }
    Builder at(const RowPolicy& policy) { return at_part("policy", policy); }
    Builder at(const RewriteRule& rule) { return at_part("rule", rule); }
    // At the column of that name, else at the part, or at the object itself where it has neither.
    Builder at_named(std::string_view column_name, std::string_view part_name);
    // At the command's column or, if it has none, its index, constraint or trigger.
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

    std::string_view own_schema_;
    bool judges_index_names_ = false;
    const Rule* rule_ = nullptr;
    const Setting* setting_ = nullptr;
    const Object* object_ = nullptr;
    const Table* table_ = nullptr;
    std::vector<Finding> all_;
};

// The kind of object, as messages call it: "table", "foreign table", "schema".
std::string_view noun_of(ObjectKind kind);

// The part of a relation that a statement with this tag creates or drops: "index" for CREATE INDEX.
std::string_view noun_of_statement(std::string_view words);

}  // namespace mana_guard

#include "report/definition.hpp"

#include <algorithm>
#include <array>

#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

constexpr Clauses no_clauses;

// Types that have a collation (pg_type.typcollation), by both their names.
constexpr std::array<std::string_view, 5> string_types = {"text", "character varying", "varchar", "character",
                                                          "citext"};
constexpr std::array<std::string_view, 4> integer_types = {"bigint", "integer", "smallint", "int"};
constexpr std::array<std::string_view, 7> number_types = {"bigint",  "integer", "smallint",        "int",
                                                          "numeric", "real",    "double precision"};
constexpr std::array<std::string_view, 4> time_types = {"timestamp with time zone", "timestamptz",
                                                        "timestamp without time zone", "timestamp"};

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& types, std::string_view type) {
    const std::string_view base = type.substr(0, std::min(type.find('('), type.find('[')));
    return std::ranges::find(types, base) != types.end();
}

// Types that can be compared with the same values.
bool are_alike(std::string_view type, std::string_view other) {
    const auto are_both = [&](const auto& types) { return is_one_of(types, type) && is_one_of(types, other); };
    return type == other || are_both(string_types) || are_both(number_types) || are_both(time_types);
}

// The column with its changes.
class ColumnText {
  public:
    ColumnText(const Column& column, const ColumnChange& change)
        : column_(column),
          change_(change),
          clauses_(column.clauses == nullptr ? no_clauses : *column.clauses),
          type_(change.type.empty() || is_own_type() ? column.type.declared : std::string_view(change.type)) {}

    [[nodiscard]] std::string head() const {
        return formatted("{} {}", name_in(column_, change_), is_serial() ? serial_name() : type_);
    }
    // What follows the type, each clause after a space.
    [[nodiscard]] std::string rest() const {
        std::string sql;
        const bool takes_collation = !has_other_type() || is_one_of(string_types, type_);
        if (takes_collation) append(sql, clauses_.collation);
        if (is_not_null()) append(sql, "NOT NULL");
        append(sql, keys());
        append(sql, generation());
        append(sql, default_clause());
        append(sql, reference());
        append(sql, checks());
        return sql;
    }

    [[nodiscard]] Identity identity() const {
        if (change_.identity != Identity::None) return change_.identity;
        return keeps_sequence() ? column_.identity : Identity::None;
    }

    [[nodiscard]] ColumnParts parts() const {
        const bool is_key = change_.is_primary_key || clauses_.keys.find("PRIMARY KEY") != std::string_view::npos;
        const std::string_view reference =
            change_.reference ? std::string_view(*change_.reference) : clauses_.reference;
        return {.table = {},
                .name = change_.name.empty() ? std::string(column_.name) : change_.name,
                .type = std::string(type_),
                .not_null = is_not_null(),
                .is_primary_key = is_key,
                .is_unique = clauses_.keys.find("UNIQUE") != std::string_view::npos,
                .has_reference = !reference.empty(),
                .is_generated = column_.default_kind == DefaultKind::Generated && column_.identity == Identity::None,
                .identity = is_serial() ? Identity::ByDefault : identity(),
                .default_value = change_.default_value ? *change_.default_value : own_default()};
    }

  private:
    static void append(std::string& sql, std::string_view clause) {
        if (!clause.empty()) sql += formatted(" {}", clause);
    }

    // With its collation, which the clauses say too.
    [[nodiscard]] bool is_own_type() const {
        return !clauses_.collation.empty() &&
               change_.type == formatted("{} {}", column_.type.declared, clauses_.collation);
    }
    [[nodiscard]] bool has_other_type() const { return type_ != column_.type.declared; }
    // Whether it still takes numbers from a sequence: other types don't.
    [[nodiscard]] bool keeps_sequence() const {
        return !change_.default_value && (!has_other_type() || is_one_of(integer_types, type_));
    }
    [[nodiscard]] bool is_serial() const {
        return column_.owns_sequence && column_.default_kind == DefaultKind::Sequence &&
               change_.identity == Identity::None && keeps_sequence();
    }
    [[nodiscard]] std::string_view serial_name() const {
        if (type_ == "bigint") return "bigserial";
        return type_ == "smallint" ? "smallserial" : "serial";
    }

    [[nodiscard]] std::string generation() const {
        switch (identity()) {
            case Identity::Always:
                return "GENERATED ALWAYS AS IDENTITY";
            case Identity::ByDefault:
                return "GENERATED BY DEFAULT AS IDENTITY";
            case Identity::None:
                break;
        }
        const bool is_computed = column_.default_kind == DefaultKind::Generated && column_.identity == Identity::None;
        if (!is_computed || clauses_.expression.empty()) return {};
        return formatted("GENERATED ALWAYS AS ({}) STORED", clauses_.expression);
    }

    [[nodiscard]] std::string keys() const {
        if (!change_.is_primary_key) return std::string(clauses_.keys);
        return clauses_.keys.empty() ? "PRIMARY KEY" : formatted("PRIMARY KEY {}", clauses_.keys);
    }
    // Under its new name, if it has one.
    [[nodiscard]] std::string reference() const {
        const std::string_view own = change_.reference ? std::string_view(*change_.reference) : clauses_.reference;
        const std::size_t start = own.find("REFERENCES ");
        if (change_.reference_name.empty() || start == std::string_view::npos) return std::string(own);
        return formatted("CONSTRAINT {} {}", rules::sql_name(change_.reference_name), own.substr(start));
    }
    // They contain the column's name, and compare it with values of its type.
    [[nodiscard]] std::string_view checks() const {
        const bool stay = change_.name.empty() && compares_alike(column_, change_);
        return stay || clauses_.checks.empty() ? clauses_.checks : "CHECK (...)";
    }

    [[nodiscard]] std::string default_clause() const {
        const std::string value = change_.default_value ? *change_.default_value : own_default();
        return value.empty() ? value : formatted("DEFAULT {}", value);
    }
    // Its current default, converted to the new type if necessary.
    [[nodiscard]] std::string own_default() const {
        const bool is_number = column_.default_kind == DefaultKind::Sequence && column_.owns_sequence;
        if (is_number || column_.default_kind == DefaultKind::Generated || identity() != Identity::None) return {};
        if (clauses_.expression.empty()) return known_default();
        if (!has_other_type()) return std::string(clauses_.expression);
        switch (column_.default_kind) {
            case DefaultKind::CurrentTime:
            case DefaultKind::Uuid:
                return std::string(clauses_.expression);
            case DefaultKind::Constant:
                // Printed with its currency symbol, money isn't a number.
                if (column_.type.element != "money") return rules::sql_literal(column_.default_value);
                [[fallthrough]];
            default:
                return formatted("({})::{}", clauses_.expression, type_);
        }
    }
    // As far as the model knows it. Without clauses it may also be its domain's, which does no harm.
    [[nodiscard]] std::string known_default() const {
        if (column_.clauses != nullptr) return {};
        if (column_.default_kind == DefaultKind::CurrentTime) return "now()";
        const bool is_known = column_.default_kind == DefaultKind::Constant && column_.type.element != "money";
        return is_known ? rules::sql_literal(column_.default_value) : std::string();
    }

    [[nodiscard]] bool is_not_null() const {
        if (change_.not_null) return *change_.not_null;
        // An identity is NOT NULL by itself, and so is what it is no longer.
        if (column_.identity != Identity::None && identity() == Identity::None && !change_.default_value) return false;
        const bool is_implied =
            is_serial() || identity() != Identity::None || keys().find("PRIMARY KEY") != std::string::npos;
        return column_.not_null && !is_implied;
    }

    const Column& column_;
    const ColumnChange& change_;
    const Clauses& clauses_;
    std::string_view type_;
};

// The single-column foreign key that PostgreSQL would refuse with the new type; null if there is none.
const ForeignKey* broken_key(const Table& table, const Column& column, std::string_view type) {
    const auto number = static_cast<std::uint32_t>(&column - table.columns.data());
    for (const ForeignKey& key : table.foreign_keys) {
        if (key.columns.size() != 1 || key.columns.front() != number) continue;
        const std::string_view target = key.target_bases.front();
        const bool both_numbers = is_one_of(integer_types, target) && is_one_of(integer_types, type);
        const bool both_strings = is_one_of(string_types, target) && is_one_of(string_types, type);
        if (target != type && !both_numbers && !both_strings) return &key;
    }
    return nullptr;
}

constexpr bool continues_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           c == '"' || static_cast<signed char>(c) < 0;
}

// Whether the expression uses the column's value as one of its type: neither cast to text nor compared with null.
bool uses_value(std::string_view sql, std::string_view column) {
    constexpr std::string_view harmless[] = {")::text", " IS NOT NULL", " IS NULL"};
    for (std::size_t at = sql.find(column); at != std::string_view::npos; at = sql.find(column, at + 1)) {
        const std::string_view rest = sql.substr(at + column.size());
        if ((at > 0 && continues_name(sql[at - 1])) || (!rest.empty() && continues_name(rest.front()))) continue;
        if (std::ranges::none_of(harmless, [rest](std::string_view one) { return rest.starts_with(one); })) return true;
    }
    return false;
}

// Whether a function in a schema gets the column's value: there may be none for another type.
bool is_argument(std::string_view sql, std::string_view column) {
    for (std::size_t open = sql.find('('); open != std::string_view::npos; open = sql.find('(', open + 1)) {
        const std::size_t name = sql.find_last_of(" (,", open == 0 ? 0 : open - 1);
        const std::size_t start = name == std::string_view::npos ? 0 : name + 1;
        if (sql.substr(start, open - start).find('.') == std::string_view::npos) continue;
        const std::size_t end = sql.find(')', open);
        if (uses_value(sql.substr(open, end == std::string_view::npos ? end : end - open), column)) return true;
    }
    return false;
}

const ForeignKey* key_broken_by(const Table& table, const Column& column, const ColumnChange& change) {
    const bool has_reference = column.clauses != nullptr && !column.clauses->reference.empty() && !change.reference;
    return has_reference && !change.type.empty() ? broken_key(table, column, change.type) : nullptr;
}

}  // namespace

bool compares_alike(const Column& column, const ColumnChange& change) {
    return change.type.empty() || are_alike(column.type.declared, change.type);
}

bool wants_old_type(std::string_view sql, const Column& column, const ColumnChange& change) {
    if (change.type.empty() || change.type == column.type.declared) return false;
    return compares_alike(column, change) ? is_argument(sql, column.quoted_name) : uses_value(sql, column.quoted_name);
}

bool is_computed(const Column& column) {
    return column.default_kind == DefaultKind::Generated && column.identity == Identity::None;
}

bool is_check(std::string_view clause) {
    return clause.find("CHECK (") != std::string_view::npos;
}

std::string name_in(const Column& column, const ColumnChange& change) {
    return change.name.empty() ? std::string(column.quoted_name) : rules::sql_name(change.name);
}

Identity numbered_as(const Column& column, const ColumnChange& change) {
    return ColumnText(column, change).identity();
}

namespace {

// Where a rule only forbids the type, the one that another asks for does.
std::string type_asked_for(std::span<const Finding> findings, const Column& column) {
    const auto asks = [&column](const Finding& finding) {
        const bool forbids = finding.rule != nullptr && finding.rule->name == "forbidden_type";
        return finding.changed == &column && !forbids && !finding.change.type.empty();
    };
    const auto finding = std::ranges::find_if(findings, asks);
    return finding == findings.end() ? std::string() : finding->change.type;
}

}  // namespace

ColumnChange merged_change(std::span<const Finding> findings, const Column& column) {
    ColumnChange merged{.type = type_asked_for(findings, column)};
    for (const Finding& finding : findings) {
        if (finding.changed != &column) continue;
        const ColumnChange& change = finding.change;
        if (merged.name.empty()) merged.name = change.name;
        if (merged.type.empty()) merged.type = change.type;
        if (!merged.not_null) merged.not_null = change.not_null;
        const bool has_type = change.type.empty() || change.type == merged.type;
        if (!merged.default_value && has_type) merged.default_value = change.default_value;
        if (merged.identity == Identity::None && has_type) merged.identity = change.identity;
        merged.is_primary_key = merged.is_primary_key || change.is_primary_key;
        if (!merged.reference) merged.reference = change.reference;
        if (merged.reference_name.empty()) merged.reference_name = change.reference_name;
    }
    return merged;
}

std::string definition_of(const Table& table, const Column& column, const ColumnChange& change) {
    const ForeignKey* broken = key_broken_by(table, column, change);
    ColumnChange possible = change;
    std::string comment;
    if (broken != nullptr) {
        possible.reference = "";
        comment = formatted("-- without its foreign key: {} has a different type\n    ", broken->target_identity);
    }
    const ColumnText definition(column, possible);
    return comment + definition.head() + definition.rest();
}

std::string definition_of(const ColumnChange& missing) {
    const Column column;
    const ColumnText definition(column, missing);
    return definition.head() + definition.rest();
}

ColumnParts parts_of(const Table& table, const Column& column, const ColumnChange& change) {
    ColumnChange possible = change;
    if (key_broken_by(table, column, change) != nullptr) possible.reference = "";
    ColumnParts parts = ColumnText(column, possible).parts();
    parts.table = table.name;
    return parts;
}

ColumnParts parts_of(const ColumnChange& missing) {
    const Column column;
    return ColumnText(column, missing).parts();
}

std::string options_of(const Column& column, const ColumnChange& change) {
    const std::string rest = ColumnText(column, change).rest();
    const bool says_more = change.not_null || change.default_value || change.reference;
    if (rest.empty() || !(says_more || change.identity != Identity::None)) return {};
    return formatted("{} WITH OPTIONS{}", name_in(column, change), rest);
}

}  // namespace mana_guard

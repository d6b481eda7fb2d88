#include "rules/index_naming.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "rules/free_name.hpp"
#include "rules/names/naming_patterns.hpp"
#include "rules/snake_case.hpp"
#include "rules/sql_name.hpp"
#include "text/characters.hpp"
#include "text/formatted.hpp"
#include "text/glob.hpp"

namespace mana_guard::rules {
namespace {

// A part of a name between underscores, and its shorter form, which may be the same.
struct Piece {
    std::string_view whole;
    std::string_view brief;
};

// What comes before and after the table and columns.
struct Affixes {
    std::string_view before;
    std::string_view after;
};
constexpr std::array<Affixes, 8> affixes = {{
    {"idx", ""},
    // For unique indexes only.
    {"uq", ""},
    {"", "unique"},
    {"", "key"},
    {"idx", "unique"},
    {"idx", "key"},
    {"uq", "unique"},
    {"uq", "key"},
}};

std::string_view brief(std::string_view column) {
    for (const std::string_view ending : {"_id", "_at"}) {
        if (column.size() > ending.size() && column.ends_with(ending)) {
            column.remove_suffix(ending.size());
            return column;
        }
    }
    return column;
}

std::vector<Piece> pieces_of(const Table& table, ColumnNumbers columns) {
    std::vector<Piece> pieces;
    pieces.reserve(columns.size() + 1);
    pieces.push_back({table.name, table.name});
    for (const std::uint32_t column : columns) {
        const std::string_view name = table.columns[column].name;
        pieces.push_back({name, brief(name)});
    }
    return pieces;
}

std::string joined(std::span<const Piece> pieces, std::string_view Piece::*form) {
    std::string name = "idx";
    for (const Piece& piece : pieces) name.append("_").append(piece.*form);
    return name;
}

// Truncated as PostgreSQL truncates a name, between two characters.
std::string cut(std::string name) {
    name.resize(clipped(name, max_name_length).size());
    return name;
}

// Whether PostgreSQL may have truncated the name: the first character that did not fit has up to four bytes.
bool may_be_cut(std::string_view name) {
    constexpr std::size_t most_missing = 3;
    return name.size() + most_missing >= max_name_length;
}

struct Matching {
    bool may_be_cut = false;
    bool may_go_on = false;
};

// Whether it is what a name goes on with that another relation has: _2.
bool is_number(std::string_view rest) {
    return rest.size() > 1 && rest.starts_with('_') &&
           rest.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

// Whether the rest of a name is these pieces, each in one of its forms, with an underscore before it.
bool consists_of(std::string_view rest, std::span<const Piece> pieces, Matching how) {
    if (pieces.empty()) return rest.empty() || is_number(rest) || (how.may_go_on && rest.starts_with('_'));
    if (rest.empty()) return how.may_be_cut;
    if (!rest.starts_with('_')) return false;
    rest.remove_prefix(1);
    const auto begins_with = [&](std::string_view form) {
        if (how.may_be_cut && rest.size() < form.size() && form.starts_with(rest)) return true;
        return rest.starts_with(form) && consists_of(rest.substr(form.size()), pieces.subspan(1), how);
    };
    const Piece& first = pieces.front();
    return begins_with(first.whole) || (first.brief.size() < first.whole.size() && begins_with(first.brief));
}

bool fits(std::string_view name, const Affixes& affix, std::span<const Piece> pieces, Matching how) {
    std::vector<Piece> all;
    all.reserve(pieces.size() + 2);
    if (!affix.before.empty()) all.push_back({affix.before, affix.before});
    all.insert(all.end(), pieces.begin(), pieces.end());
    if (!affix.after.empty()) all.push_back({affix.after, affix.after});
    return consists_of(std::string("_").append(name), all, how);
}

std::vector<std::string_view> names_not_free(const Table& table) {
    std::vector<std::string_view> names(table.taken_names.begin(), table.taken_names.end());
    for (const Index& index : table.indexes) names.push_back(index.name);
    return names;
}

bool has_column(const IndexKey& key) {
    return key.column != no_column;
}

std::vector<std::uint32_t> columns_of(const Index& index) {
    std::vector<std::uint32_t> columns;
    columns.reserve(index.keys.size());
    for (const IndexKey& key : index.keys) columns.push_back(key.column);
    return columns;
}

// The name in one of its forms that is free; empty where none is.
std::string free_form(const Table& table, ColumnNumbers columns) {
    const auto pieces = pieces_of(table, columns);
    const auto not_free = names_not_free(table);
    for (const auto form : {&Piece::whole, &Piece::brief}) {
        std::string name = joined(pieces, form);
        if (name.size() <= max_name_length && !is_among(not_free, name)) return name;
    }
    std::string name = cut(joined(pieces, &Piece::brief));
    return is_among(not_free, name) ? std::string() : name;
}

bool shares_columns(const Table& table, const Index& index) {
    return std::ranges::any_of(table.indexes, [&index](const Index& other) {
        return &other != &index && std::ranges::equal(other.keys, index.keys, {}, &IndexKey::column, &IndexKey::column);
    });
}

// The name by its columns or, where the table's other index over them has that, followed by the method.
std::string by_columns(const Table& table, const Index& index) {
    const auto columns = columns_of(index);
    if (free_form(table, columns).empty() && shares_columns(table, index)) {
        std::string name = joined(pieces_of(table, columns), &Piece::whole);
        name.append("_").append(index.method);
        if (name.size() <= max_name_length && !is_among(names_not_free(table), name)) return name;
    }
    return new_index_name(table, columns);
}

// Its present name with the prefix: files_lower_idx and index_files_lower become idx_files_lower.
std::string with_prefix(const Index& index) {
    std::string_view name = index.name;
    for (const std::string_view word : {"index_", "ix_", "i_"}) {
        if (!name.starts_with(word) || name.size() == word.size()) continue;
        name.remove_prefix(word.size());
        break;
    }
    for (const std::string_view word : {"_idx", "_index", "_ix"}) {
        if (!name.ends_with(word) || name.size() == word.size()) continue;
        name.remove_suffix(word.size());
        break;
    }
    return std::string("idx_").append(name);
}

// The same, free where it isn't its own.
std::string free_with_prefix(const Table& table, const Index& index) {
    const std::string name = with_prefix(index);
    return name == index.name ? name : free_name(names_not_free(table), name);
}

// The keys in "(folder_id, \"Name\" DESC)", each as written.
std::vector<std::string_view> keys_in(std::string_view keys) {
    std::vector<std::string_view> found;
    int depth = 0;
    bool is_quoted = false;
    std::size_t start = 1;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == '"') is_quoted = !is_quoted;
        if (is_quoted) continue;
        if (keys[i] == '(') ++depth;
        if (keys[i] == ')') --depth;
        if ((keys[i] != ',' || depth != 1) && (keys[i] != ')' || depth != 0)) continue;
        std::string_view key = keys.substr(start, i - start);
        if (key.starts_with(' ')) key.remove_prefix(1);
        found.push_back(key);
        start = i + 1;
        if (depth == 0) break;
    }
    return found;
}

// "gin" of "USING gin (tags)".
std::string_view method_in(std::string_view definition) {
    constexpr std::string_view words = "USING ";
    if (!definition.starts_with(words)) return "expression";
    definition.remove_prefix(words.size());
    return definition.substr(0, definition.find(' '));
}

// The column's name, not quoted; empty for an expression.
std::string column_in(std::string_view key) {
    if (!key.starts_with('"')) {
        const std::string_view name = key.substr(0, key.find(' '));
        return name.find('(') == std::string_view::npos ? std::string(name) : std::string();
    }
    std::string name;
    for (std::size_t i = 1; i < key.size(); ++i) {
        if (key[i] == '"' && (i + 1 == key.size() || key[++i] != '"')) break;
        name += key[i];
    }
    return name;
}

// A table with what a command says of it: its name, and the columns of these keys.
struct KeyedTable {
    const Command& command;
    std::vector<std::string> names;
    std::vector<Column> columns;
    std::vector<IndexKey> keys;

    KeyedTable(const Command& about, std::span<const std::string_view> written) : command(about) {
        for (const std::string_view key : written) names.push_back(column_in(key));
        columns.resize(names.size());
        keys.resize(names.size());
        for (std::uint32_t i = 0; i < names.size(); ++i) {
            columns[i].name = names[i];
            keys[i].column = names[i].empty() ? no_column : i;
        }
    }

    [[nodiscard]] Table table() const {
        Table table;
        table.name = command.table->name;
        table.columns = columns;
        table.taken_names = command.taken_names;
        return table;
    }
};

// The name by the patterns; empty where its own follows them.
std::string by_patterns(const Table& table, const Index& index, const Names& patterns) {
    const auto columns = index.is_partial() ? std::vector{no_column} : columns_of(index);
    if (columns.empty() || follows_patterns(index.name, patterns, table, columns)) return {};
    const std::string name = name_by_patterns(patterns, table, columns);
    return name.size() <= max_name_length ? name : std::string();
}

}  // namespace

std::string column_list(const Table& table, ColumnNumbers columns) {
    std::string list;
    for (const std::uint32_t column : columns) {
        if (!list.empty()) list += ", ";
        list += table.columns[column].quoted_name;
    }
    return list;
}

std::string new_index_name(const Table& table, ColumnNumbers columns) {
    std::string name = free_form(table, columns);
    if (!name.empty()) return name;
    const auto pieces = pieces_of(table, columns);
    const std::string whole = joined(pieces, &Piece::whole);
    return free_name(names_not_free(table),
                     whole.size() < max_name_length - 1 ? whole : cut(joined(pieces, &Piece::brief)));
}

bool has_index_prefix(const Index& index) {
    const std::string_view name = index.name;
    if (name.starts_with("idx_")) return true;
    return index.is_unique && (name.starts_with("uq_") || name.ends_with("_unique") || name.ends_with("_key"));
}

bool can_be_named_by_columns(const Table& table, const Index& index) {
    if (index.is_partial() || !std::ranges::all_of(index.keys, has_column) || !is_snake_case(table.name)) return false;
    const auto columns = columns_of(index);
    const bool are_snake_case = std::ranges::all_of(
        columns, [&table](std::uint32_t column) { return is_snake_case(table.columns[column].name); });
    return are_snake_case && joined(pieces_of(table, columns), &Piece::brief).size() <= max_name_length;
}

bool is_named_by_columns(const Table& table, const Index& index) {
    const Matching how{may_be_cut(index.name), shares_columns(table, index)};
    auto columns = columns_of(index);
    columns.insert(columns.end(), index.included.begin(), index.included.end());
    const auto all = pieces_of(table, columns);
    const auto keys = std::span(all).first(index.keys.size() + 1);
    const auto allowed = std::span(affixes).first(index.is_unique ? affixes.size() : 1);
    return std::ranges::any_of(allowed, [&](const Affixes& affix) {
        return fits(index.name, affix, keys, how) || (!index.included.empty() && fits(index.name, affix, all, how));
    });
}

bool is_named_by_postgres(const Table& table, const Index& index) {
    if (!table.is_partition && !table.is_named_as_partition) return false;
    std::string_view name = index.name;
    if (!name.starts_with(table.name)) return false;
    name.remove_prefix(table.name.size());
    name = name.substr(0, name.find_last_not_of("0123456789") + 1);
    return name.starts_with('_') && name.ends_with("_idx");
}

bool is_well_named(const Table& table, const Index& index) {
    return can_be_named_by_columns(table, index) ? is_named_by_columns(table, index) : has_index_prefix(index);
}

std::string better_index_name(const Table& table, const Index& index) {
    return can_be_named_by_columns(table, index) ? by_columns(table, index) : free_with_prefix(table, index);
}

std::string better_index_name(const Command& command, const Names& patterns) {
    const std::size_t start = command.definition.find('(');
    if (start == std::string_view::npos) return {};
    const KeyedTable keyed(command, keys_in(command.definition.substr(start)));
    Index index;
    index.name = command.name;
    index.keys = keyed.keys;
    index.is_unique = command.is_unique;
    if (command.definition.find(" WHERE ") != std::string_view::npos) index.predicate_tree = command.definition;
    const Table table = keyed.table();
    if (!patterns.globs().empty()) return by_patterns(table, index, patterns);
    if (keyed.keys.empty() || is_well_named(table, index)) return {};
    // Where there is neither a name nor a column to take one from.
    if (index.name.empty() && !can_be_named_by_columns(table, index))
        return free_name(table.taken_names, cut(formatted("idx_{}_{}", table.name, method_in(command.definition))));
    return cut(better_index_name(table, index));
}

std::string rest_of_name(std::string_view target) {
    return plain_name(target.substr(target.find_last_of('.') + 1));
}

std::string rest_of_name(std::string_view name, std::string_view table) {
    const bool repeats = name.size() > table.size() + 1 && name.starts_with(table) && name[table.size()] == '_';
    return std::string(repeats ? name.substr(table.size() + 1) : name);
}

std::string better_constraint_name(const Command& command, std::string_view name, const Names& patterns) {
    constexpr std::string_view references = " REFERENCES ";
    const std::string_view target = command.definition;
    const std::size_t at = target.find(references);
    const bool is_foreign_key = target.starts_with("FOREIGN KEY") && at != std::string_view::npos;
    std::vector<std::string_view> keys;
    if (!command.keys.empty()) keys = keys_in(command.keys);
    if (is_foreign_key) keys = keys_in(target.substr(target.find('(')));
    if (command.column != nullptr) keys = {command.column->quoted_name};
    const KeyedTable keyed(command, keys);
    std::vector<std::uint32_t> columns;
    for (const IndexKey& key : keyed.keys) columns.push_back(key.column);
    if (columns.empty()) columns.push_back(no_column);
    const Table table = keyed.table();
    if (follows_patterns(name, patterns, table, columns)) return {};
    const std::string_view after = is_foreign_key ? target.substr(at + references.size()) : std::string_view();
    const std::string rest = is_foreign_key ? rest_of_name(after.substr(0, after.find_first_of(" (")))
                                            : rest_of_name(name, command.table->name);
    std::string better = name_by_patterns(patterns, table, columns, rest);
    return better.size() <= max_name_length ? better : std::string();
}

}  // namespace mana_guard::rules

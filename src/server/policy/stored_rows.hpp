// The tables that hold the policy, and their rows as the core has them.
#pragma once

#include "model/policy_row.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

enum class StoredTable : std::uint8_t { Policy, Exemptions, ServiceSchemas, ActiveProfile, OwnRules };
constexpr std::size_t stored_tables_count = 5;

constexpr const char* stored_table_names[] = {"policy", "exemptions", "service_schemas", "active_profile", "own_rules"};
constexpr const char* name_of(StoredTable table) {
    return stored_table_names[static_cast<std::size_t>(table)];
}

// How to repair a table that is missing or lacks a column: one of an older version may only need the update.
constexpr const char* way_out =
    "Run ALTER EXTENSION mana_guard UPDATE, or restore the table, or run DROP EXTENSION mana_guard and create it "
    "again.";

// A table of the extension's schema; invalid where it is missing.
Oid guard_table(const char* name);

// Whether a database that waits for ALTER EXTENSION ... UPDATE lacks it.
constexpr bool came_later(StoredTable table) {
    return table == StoredTable::OwnRules;
}

// Which of them this is; raises an error for any other relation.
StoredTable stored_table_of(::Relation relation);

// The number of that column. 0 where the table lacks it until it is updated. Raises MG901 where it is missing
// otherwise, or of another type than it came with.
int column_number(StoredTable table, TupleDesc descriptor, const char* name);

// Reads rows of one table; what it takes to do so is looked up once, and what not every row needs only when one does.
struct RowReader {
    static constexpr int most_columns = 16;
    static constexpr int most_labels = 16;
    static constexpr int most_walked = 64;  // columns of a table that are found by walking over those before

    // A column that is read. By its type its values become text, all but a few without an output function.
    struct Column {
        int number;
        Oid type;
        bool is_by_value;
        FmgrInfo output;
    };
    // A value of an enum that was met, which many rows have.
    struct Label {
        Oid type;
        Oid value;
        std::string_view text;
    };

    // How a column of the table lies in a tuple, whether it is read or not.
    struct Attribute {
        std::int8_t place;  // among the columns that are read, or -1
        bool is_by_value;
        char alignment;
        std::int16_t length;
    };

    StoredTable table;
    TupleDesc descriptor;
    Attribute* attributes;
    std::uint64_t columns_read;  // a bit each, by their number less one, of the first
    Column columns[most_columns];
    Label labels[most_labels];
    int label_count;
    // Of the row that was read last, by the same place, and which of them aren't null.
    Datum values[most_columns];
    std::uint32_t present;
};

// Raises MG901 where a column is missing or of another type.
RowReader reader_of(StoredTable table, TupleDesc descriptor);

// Each reads a tuple of its own table. The row points into the tuple and into the current memory context; its texts
// don't end in a null character.
PolicyRow read_policy_row(RowReader& reader, HeapTuple tuple);
ExemptionRow read_exemption_row(RowReader& reader, HeapTuple tuple);
RegistryRow read_registry_row(RowReader& reader, HeapTuple tuple);
std::string_view read_profile(RowReader& reader, HeapTuple tuple);
OwnRuleRow read_own_rule_row(RowReader& reader, HeapTuple tuple);

}  // namespace mana_guard::server

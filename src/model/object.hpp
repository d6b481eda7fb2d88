// What all objects have that are judged.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "model/set.hpp"

namespace mana_guard {

enum class ObjectKind : std::uint8_t {
    Table,
    PartitionedTable,
    ForeignTable,
    View,
    MaterializedView,
    Sequence,
    Schema,
    Enum,
    Domain,
    Composite,
    Range,
    Function,
    Procedure,
    Extension,
    Other,    // an operator, a publication...: commands alone are judged
    Database  // what a command is about that names nothing in it
};

using ObjectKinds = Set<ObjectKind>;
constexpr ObjectKinds operator|(ObjectKind a, ObjectKind b) {
    return ObjectKinds(a) | ObjectKinds(b);
}
constexpr ObjectKinds stored_tables = ObjectKind::Table | ObjectKind::PartitionedTable;
constexpr ObjectKinds tables_of_any_kind = stored_tables | ObjectKind::ForeignTable;
constexpr ObjectKinds all_relations =
    tables_of_any_kind | ObjectKind::View | ObjectKind::MaterializedView | ObjectKind::Sequence;
constexpr ObjectKinds all_types =
    ObjectKind::Enum | ObjectKind::Domain | ObjectKinds(ObjectKind::Composite) | ObjectKind::Range;
constexpr ObjectKinds all_routines = ObjectKind::Function | ObjectKind::Procedure;
constexpr ObjectKinds all_objects = all_relations | all_types | all_routines | ObjectKind::Schema |
                                    ObjectKind::Extension | ObjectKind::Other | ObjectKind::Database;

// The parts of an object that a command can touch and that a rule can read.
enum class Fact : std::uint8_t {
    Placement,  // of a relation: its schema, name and kind
    Columns,
    AddedColumns,  // in place of Columns where columns were added and nothing else of it was touched: no key with them
    Constraints,   // foreign keys, checks
    Indexes,       // those of constraints too
    AddedIndexes,  // in place of Indexes where indexes were made and nothing else of it was touched: no constraint's
    Storage,       // persistence, storage parameters, rules
    Parents,       // what a table inherits from
    Triggers,
    Security,  // owner, grants, row security
    Comments,
    ViewBody,        // what a view reads, and as whom
    SequenceState,   // how far a sequence has come; audits alone ask
    SchemaName,      // a schema that was made or renamed
    SchemaContents,  // a schema that a table has come into
    SchemaUse,       // a schema in which anything was made or altered
    Definition,      // a type, routine or extension
    Versions,        // of an extension, what is installed and what is available; audits alone ask
    Encoding         // of the database; audits alone ask
};
using Facts = Set<Fact>;
constexpr Facts operator|(Fact a, Fact b) {
    return Facts(a) | Facts(b);
}
// What most commands that alter a relation may touch.
constexpr Facts structure_facts =
    Fact::Placement | Fact::Columns | Facts(Fact::Constraints) | Fact::Indexes | Fact::Storage | Fact::Triggers;
constexpr Facts relation_facts =
    structure_facts | Fact::Parents | Fact::Security | Fact::Comments | Fact::ViewBody | Fact::SequenceState;
// What can't be read without the columns.
constexpr Facts facts_by_column =
    Fact::Columns | Fact::Constraints | Facts(Fact::Indexes) | Fact::Comments | Fact::Storage;
constexpr Facts added_facts = Fact::AddedColumns | Fact::AddedIndexes;
// What a rule may read of a relation of which these were touched: what was added is part of the whole.
constexpr Facts as_read(Facts touched) {
    if (touched.has(Fact::AddedColumns)) touched |= Fact::Columns;
    if (touched.has(Fact::AddedIndexes)) touched |= Fact::Indexes;
    return touched;
}
// The same as if anything of them had been touched, not only what was added.
constexpr Facts as_touched_whole(Facts touched) {
    return as_read(touched).without(added_facts);
}
constexpr Facts schema_facts = Fact::SchemaName | Fact::SchemaContents | Facts(Fact::SchemaUse);

struct Object {
    ObjectKind kind = ObjectKind::Table;
    std::uint32_t oid = 0;             // its row in the catalog, for the server alone
    std::string_view schema;           // where it is; of a schema its own name
    std::string_view name;             // its own; of a schema nothing, since no pattern of objects means it
    std::string_view identity;         // "schema"."name", quoted where SQL asks for it
    std::string_view identity_before;  // what it was before the command
    std::string_view quoted_name;
    bool created = false;  // by this command
    // Names that its fixes would give and that are taken: a relation's in its schema, or a column's in a table that
    // inherits from it. Where it would be moved, "schema.name" of what has its name there.
    std::span<const std::string_view> taken_names;
    Facts touched = relation_facts;  // what the command may have changed: a rule that reads none of it isn't asked
};
static_assert(std::is_trivially_destructible_v<Object>);

}  // namespace mana_guard

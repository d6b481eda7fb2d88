#include "server/commands/victims.hpp"

#include "server/commands/dropped_by.hpp"
#include "server/commands/lost.hpp"
#include "server/commands/named_objects.hpp"
#include "server/commands/reliance.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

bool drops_tables(const DropStmt* statement) {
    return statement->removeType == OBJECT_TABLE || statement->removeType == OBJECT_FOREIGN_TABLE;
}

bool drops_with_cascade(const Node* statement) {
    return IsA(statement, DropStmt) && reinterpret_cast<const DropStmt*>(statement)->behavior == DROP_CASCADE;
}

// Which takes its members without a CASCADE.
bool drops_extensions(const Node* statement) {
    return IsA(statement, DropStmt) && reinterpret_cast<const DropStmt*>(statement)->removeType == OBJECT_EXTENSION;
}

// Whether it may take any kind of object along.
bool takes_anything(const Node* statement) {
    return drops_with_cascade(statement) || drops_extensions(statement) || IsA(statement, DropOwnedStmt);
}

// Whether a step of an ALTER TABLE takes something along: constraints go with a column also without a CASCADE.
bool takes_parts(const Node* statement) {
    if (!IsA(statement, AlterTableStmt)) return false;
    const List* steps = reinterpret_cast<const AlterTableStmt*>(statement)->cmds;
    for (int i = 0; i < list_length(steps); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(steps, i));
        if (step->subtype == AT_DropColumn) return true;
        if (step->subtype == AT_DropConstraint && step->behavior == DROP_CASCADE) return true;
    }
    return false;
}

// Whether an ALTER TABLE has such a step of that name. An attribute of a type is a column of the tables OF it, which
// aren't named.
bool names_part(const Node* statement, AlterTableType kind, std::string_view part) {
    if (!IsA(statement, AlterTableStmt)) return false;
    const auto* alter = reinterpret_cast<const AlterTableStmt*>(statement);
    for (int i = 0; alter->objtype != OBJECT_TYPE && i < list_length(alter->cmds); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(alter->cmds, i));
        if (step->subtype == kind && part == step->name) return true;
    }
    return false;
}

bool is_named(const Frame* frame, Oid object) {
    for (int i = 0; i < frame->named_count; ++i) {
        if (frame->named[i] == object) return true;
    }
    return false;
}

// The statement whose victims are looked for.
struct Hunt {
    Reader& reader;
    const Frame* frame;
    const Past& past;
    const char* named;             // what it names, as SQL
    std::span<const Oid> dropped;  // the relations that it has dropped, sorted
    List* altered = NIL;           // those that stay and of which a column or a part was told of

    [[nodiscard]] bool is_for(CommandKinds kinds) const { return reader.judged.overlaps(kinds); }
};

void add(Hunt& hunt, CommandKind kind, Command command) {
    if (!hunt.is_for(kind)) return;
    command.kind = kind;
    command.value = hunt.named;
    command.is_taken_along = true;
    hunt.reader.commands.add() = command;
}

void add_relation(Hunt& hunt, Oid relation) {
    if (!hunt.is_for(CommandKind::TableVictim | CommandKind::OtherVictim)) return;
    const Table* table = lost_relation(relation, hunt.past);
    if (table == nullptr) return;
    const bool is_table = tables_of_any_kind.has(table->kind);
    Command command;
    command.object = command.table = table;
    if (is_table) fill_use(*table, nullptr, hunt.past, command);
    add(hunt, is_table ? CommandKind::TableVictim : CommandKind::OtherVictim, command);
}

void add_column(Hunt& hunt, Oid relation, AttrNumber number) {
    if (!hunt.is_for(CommandKind::ColumnVictim) || has_oid(hunt.dropped, relation)) return;
    const Table* table = lost_relation(relation, hunt.past);
    if (table == nullptr || !tables_of_any_kind.has(table->kind)) return;
    const Column* column = lost_column(relation, number, hunt.past);
    if (column == nullptr || names_part(hunt.frame->parse_tree, AT_DropColumn, column->name)) return;
    Command command;
    command.object = command.table = table;
    command.column = column;
    fill_use(*table, column, hunt.past, command);
    hunt.altered = lappend_oid(hunt.altered, relation);
    add(hunt, CommandKind::ColumnVictim, command);
}

void add_constraint(Hunt& hunt, Oid constraint, Oid relation) {
    if (!hunt.is_for(CommandKind::ConstraintVictim) || has_oid(hunt.dropped, relation)) return;
    Node* statement = hunt.frame->parse_tree;
    Command lost;
    lost.is_replaced = IsA(statement, AlterTableStmt) && adds_primary_key(reinterpret_cast<AlterTableStmt*>(statement));
    if (!read_lost_constraint(constraint, hunt.past, lost)) return;
    if (names_part(statement, AT_DropConstraint, lost.name)) return;
    with_target(relation, [&](const Target& target) {
        Command command = target.command;
        command.name = lost.name;
        command.quoted_name = lost.quoted_name;
        command.definition = lost.definition;
        command.relied_on_by = lost.relied_on_by;
        add(hunt, CommandKind::ConstraintVictim, command);
    });
}

// A part of a relation that stays, a default among them.
void add_part(Hunt& hunt, Oid relation, AttrNumber number) {
    if (!takes_anything(hunt.frame->parse_tree) || has_oid(hunt.dropped, relation)) return;
    if (number > 0 && hunt.is_for(CommandKind::DefaultVictim) && has_lost_default(relation, number, hunt.past)) {
        with_target(relation, [&](const Target& target) {
            Command command = target.command;
            command.column = target.table->is_partition ? nullptr : lost_column(relation, number, hunt.past);
            if (command.column != nullptr) add(hunt, CommandKind::DefaultVictim, command);
        });
    }
    if (!hunt.is_for(CommandKind::AlteredVictim) || is_named(hunt.frame, relation)) return;
    if (list_member_oid(hunt.altered, relation)) return;
    hunt.altered = lappend_oid(hunt.altered, relation);
    const Table* table = lost_relation(relation, hunt.past);
    Command command;
    command.object = command.table = table;
    if (table != nullptr) add(hunt, CommandKind::AlteredVictim, command);
}

void add_schema(Hunt& hunt, Oid oid) {
    if (!hunt.is_for(CommandKind::SchemaVictim)) return;
    const Schema* schema = lost_schema(oid, hunt.past);
    if (schema == nullptr) return;
    Command command;
    command.object = command.schema = schema;
    command.stood = true;
    command.is_cascade = true;
    add(hunt, CommandKind::SchemaVictim, command);
}

void add_definition(Hunt& hunt, Oid catalog, Oid oid) {
    if (!hunt.is_for(CommandKind::OtherVictim)) return;
    Command command;
    command.object = lost_definition(catalog, oid, hunt.past);
    if (command.object != nullptr) add(hunt, CommandKind::OtherVictim, command);
}

bool drops_sequences(const Node* statement) {
    return IsA(statement, DropStmt) && reinterpret_cast<const DropStmt*>(statement)->removeType == OBJECT_SEQUENCE;
}

// Whether the statement doesn't name what it has dropped. Of a plain DROP EXTENSION these are the members.
bool is_taken_along(const Frame* frame, const Touch& dropped) {
    const Node* statement = frame->parse_tree;
    if (drops_with_cascade(statement)) return !is_named(frame, dropped.object_id);
    return !IsA(statement, DropStmt) || (drops_extensions(statement) && dropped.class_id != ExtensionRelationId);
}

// What is gone and is no table, named or not. A column's sequence goes with its column.
void add_loss(Hunt& hunt, const Touch& touch) {
    if (!hunt.is_for(CommandKind::Loss)) return;
    Command command;
    if (touch.class_id == RelationRelationId) {
        command.object = command.table = lost_relation(touch.object_id, hunt.past);
        if (command.table == nullptr || tables_of_any_kind.has(command.table->kind)) return;
        const bool is_sequence = command.table->kind == ObjectKind::Sequence;
        if (is_sequence && !drops_sequences(hunt.frame->parse_tree) && was_part(touch.object_id, hunt.past.statement))
            return;
    } else if (touch.class_id == TypeRelationId || touch.class_id == ProcedureRelationId ||
               touch.class_id == ExtensionRelationId) {
        command.object = lost_definition(touch.class_id, touch.object_id, hunt.past);
    }
    if (command.object == nullptr) return;
    add(hunt, CommandKind::Loss, command);
    Command& loss = hunt.reader.commands.items[hunt.reader.commands.count - 1];
    loss.is_taken_along = is_taken_along(hunt.frame, touch);
    if (!loss.is_taken_along) loss.value = {};
}

// What is gone, and isn't named: a plain DROP takes nothing besides what it names.
void add_dropped(Hunt& hunt, const Touch& touch) {
    add_loss(hunt, touch);
    if (!takes_anything(hunt.frame->parse_tree) && !takes_parts(hunt.frame->parse_tree)) return;
    switch (touch.class_id) {
        case RelationRelationId:
            if (!is_named(hunt.frame, touch.object_id)) add_relation(hunt, touch.object_id);
            return;
        case NamespaceRelationId:
            if (!is_named(hunt.frame, touch.object_id)) add_schema(hunt, touch.object_id);
            return;
        case TypeRelationId:
        case ProcedureRelationId:
        case ExtensionRelationId:
            if (!is_named(hunt.frame, touch.object_id)) add_definition(hunt, touch.class_id, touch.object_id);
            return;
        default:
            return;
    }
}

// The columns come first: of a relation that loses one its other parts aren't told of.
void add_all(Hunt& hunt) {
    const std::span<const Touch> touches(hunt.frame->touches, static_cast<std::size_t>(hunt.frame->touch_count));
    for (std::size_t i = 0; i < touches.size(); ++i) {
        CHECK_FOR_INTERRUPTS();
        const Touch& touch = touches[i];
        if (touch.access == Access::Dropped) add_dropped(hunt, touch);
        // Its relation was recorded just before.
        if (touch.access == Access::Dropped && touch.class_id == ConstraintRelationId && i > 0)
            add_constraint(hunt, touch.object_id, touches[i - 1].object_id);
        if (touch.access == Access::ColumnDropped)
            add_column(hunt, touch.object_id, static_cast<AttrNumber>(touch.sub_id));
    }
    if (!hunt.is_for(CommandKind::DefaultVictim | CommandKind::AlteredVictim)) return;
    for (const Touch& touch : touches) {
        CHECK_FOR_INTERRUPTS();
        if (touch.access == Access::Altered && touch.class_id == RelationRelationId && OidIsValid(touch.object_id))
            add_part(hunt, touch.object_id, static_cast<AttrNumber>(touch.sub_id));
    }
}

// Whether there is anything to be looked into: of a DROP COLUMN that takes nothing along there isn't.
bool may_have_victims(const Frame* frame, CommandKinds judged) {
    if (takes_anything(frame->parse_tree)) return true;
    if (IsA(frame->parse_tree, DropStmt)) return judged.has(CommandKind::Loss);
    if (!takes_parts(frame->parse_tree)) return false;
    int dropped = 0;
    for (int i = 0; i < frame->touch_count; ++i) {
        const Access access = frame->touches[i].access;
        dropped += access == Access::Dropped || access == Access::ColumnDropped ? 1 : 0;
    }
    return dropped > 1;
}

}  // namespace

void note_named_objects(Frame* frame) {
    if (!drops_with_cascade(frame->parse_tree)) return;
    const auto* statement = reinterpret_cast<const DropStmt*>(frame->parse_tree);
    List* named = NIL;
    for (int i = 0; i < list_length(statement->objects); ++i) {
        auto* name = static_cast<Node*>(list_nth(statement->objects, i));
        Object object;
        if (drops_tables(statement)) {
            object.oid = relation_named(makeRangeVarFromNameList(reinterpret_cast<List*>(name)));
        } else if (!read_named(statement->removeType, name, object)) {
            continue;
        }
        if (OidIsValid(object.oid)) named = lappend_oid(named, object.oid);
    }
    note_named(frame, named);
}

void add_victims(Reader& reader, const Frame* frame) {
    if (frame == nullptr || !reader.judged.overlaps(victim_kinds) || !may_have_victims(frame, reader.judged)) return;
    with_past(frame, [&](const Past& past) {
        Hunt hunt{reader, frame, past, dropped_by(frame->parse_tree), dropped_relations(frame)};
        add_all(hunt);
    });
}

}  // namespace mana_guard::server

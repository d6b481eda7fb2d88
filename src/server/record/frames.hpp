// Frames: what each running DDL command has touched so far, as the object access hook records it.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard {
struct Table;
struct Verdict;
}  // namespace mana_guard

namespace mana_guard::server {

struct Awaited;

enum class Access : std::uint8_t { Created, Altered, Dropped, ColumnDropped };

// An object that the command created, altered or dropped, as the hook was told of it. A dropped part of a relation, an
// index among them, is recorded as an alteration of the relation, but for a column; a dropped relation as one of its
// schema too, and a constraint that is dropped along with something else also by itself, after its relation.
struct Touch {
    Oid class_id;
    Oid object_id;
    int32 sub_id;
    Access access;
};

// A relation, or one of its columns, that a frame's command has made.
struct Made {
    Oid relation;
    int column;  // 0 for the relation
};

struct Frame {
    Node* parse_tree;
    int nest_level;
    bool commits_midway;  // so that an error would leave half of the command's work behind
    bool is_restore;
    bool makes_constraints_alone;  // a CREATE TABLE that makes no index but those of its own constraints
    bool has_missed;               // commands inside it have touched things too, or something was while switched off
    bool makes_likely_partition;   // its table has a partitioned table's columns
    TimestampTz sent;              // when the client sent what it runs in
    CommandId first;      // what the transaction did before it has a lower number; invalid where it commits midway
    Oid target_before;    // the relation that a RENAME or SET SCHEMA names, resolved before it ran,
    char* schema_before;  // its schema
    char* name_before;    // and its name
    Oid* named;           // what a DROP ... CASCADE names
    int named_count;
    MemoryContext kept;             // lives as long as the frame; null until something is kept
    Verdict* unlogged;              // what was found at its start and is logged at its end
    const Awaited* awaited_before;  // what was awaited when it began
    Table* dropped_from;  // the table of the index that a DROP INDEX CONCURRENTLY drops, with that index alone
    Touch* touches;
    int touch_count;
    int touch_capacity;
    mutable Made* made;  // what the touches up to that many have made, sorted: found when first asked for
    mutable int made_count;
    mutable int made_of;
    Frame* outer;
};

// Installs the hook and the transaction callbacks; called once, when the library is loaded.
void install_frames();

// The relation whose row policy this is; invalid where it is gone.
Oid relation_of_policy(Oid policy);

// Whether a REINDEX is CONCURRENTLY.
bool is_concurrent(const ReindexStmt* statement);

// Whether the command commits by itself before it has done all its work.
bool commits_in_its_middle(const Node* parse_tree);

// Opens a frame for a command. It stays until end_frame(), or until its (sub)transaction ends.
Frame* open_frame(Node* parse_tree);

// Notes the relation that the frame's command names, as it is before.
void note_target(Frame* frame, Oid target);

// Notes the objects that the frame's command names.
void note_named(Frame* frame, const List* objects);

// The memory context for what the frame keeps.
MemoryContext kept_by(Frame* frame);

// The frame of this command, which has come to its end, with what frames inside it left behind; null where there is
// none. It stays until end_frame(), so that an error meanwhile releases it too.
Frame* ending_frame(const Node* parse_tree);
void end_frame(Frame* frame);

// Whether the frame's command has made this relation, or this column of it; without a frame nothing is known of it.
bool has_created(const Frame* frame, Oid relation, int column);

// The command that runs, the innermost; null where none does.
Node* running_command();

// Whether a frame is open.
bool in_frame();

}  // namespace mana_guard::server

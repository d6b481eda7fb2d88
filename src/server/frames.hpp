// Frames: what each running DDL command has touched so far, as the object access hook records it.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

enum class Access : std::uint8_t { Created, Altered, Dropped };

// An object that the command created, altered or dropped, as the hook was told of it. A dropped part of a relation is
// recorded as an alteration of the relation.
struct Touch {
    Oid class_id;
    Oid object_id;
    int32 sub_id;
    Access access;
};

struct Frame {
    Node* parse_tree;
    int nest_level;
    bool commits_midway;  // so that an error would leave half of the command's work behind
    bool is_restore;
    Oid target_before;      // the relation that a RENAME or SET SCHEMA names, resolved before it ran
    char* identity_before;  // and its quoted identity, or the schema's name for ALTER SCHEMA ... RENAME
    Touch* touches;
    int touch_count;
    int touch_capacity;
    Frame* outer;
};

// Installs the hook and the transaction callbacks; called once, when the library is loaded.
void install_frames();

// Opens a frame for a command. It stays until close_frame(), or until its (sub)transaction ends.
Frame* open_frame(Node* parse_tree);

// Closes the frame of this command and gives it back, with what frames inside it left behind; null where there is
// none. The caller gives it to release_frame(), unless the transaction ends before.
Frame* close_frame(const Node* parse_tree);
void release_frame(Frame* frame);

// Whether a frame is open.
bool in_frame();

}  // namespace mana_guard::server

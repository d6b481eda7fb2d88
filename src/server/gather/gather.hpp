// Gather: reads what a command or a transaction has touched into the model.
#pragma once

#include "model/change.hpp"
#include "server/prelude.hpp"
#include "server/record/frames.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {

// The command that touched what is gathered; both are null at COMMIT.
struct Source {
    const Frame* frame = nullptr;
    Node* parse_tree = nullptr;
    bool may_be_brief = false;  // no rule about indexes refuses what existed before a column was renamed
};

// What is judged, as the core sees it, and for each the first command that touched it: the state before is what stood
// without that and all that came after. Invalid where there is none.
struct Gathered {
    std::span<Table> tables;
    std::span<Schema> schemas;
    std::span<Definition> definitions;
    std::span<Command> commands;
    CommandId* tables_first = nullptr;
    CommandId* schemas_first = nullptr;
    CommandId* definitions_first = nullptr;
    Source source;                  // of the tables
    const Frame* midway = nullptr;  // of the command that touched them, if it commits in its middle

    [[nodiscard]] bool empty() const {
        return tables.empty() && schemas.empty() && definitions.empty() && commands.empty();
    }
};

// Every touched relation that is to be judged, with the facts among `wanted`, in the current memory context. Not judged
// are temporary relations and those of the system's schemas.
void gather_tables(std::span<const TouchedRelation> touched, Facts wanted, const Source& source, Gathered& gathered);

// Reads the whole of the tables that were read in part, since something was added to them or a column renamed, with the
// facts among `wanted`: as if any of that had been touched. False where there are none.
bool gather_rest(Facts wanted, Gathered& gathered);

// The schemas likewise.
void gather_schemas(std::span<const TouchedSchema> touched, const Source& source, Gathered& gathered);

// The types, routines and extensions likewise.
void gather_definitions(const Source& source, Gathered& gathered);

// Leaves out the members of an extension that a superuser owns; true where there are any. A scan of pg_depend for each
// object, so it is asked only where something is found.
bool leave_out_trusted_members(Gathered& gathered);

// Notes, as a DROP INDEX CONCURRENTLY begins, what it will drop.
void note_dropped_index(Frame* frame);

// Fills in `before` of these objects of `gathered`, where they stood before. It is what is committed by now, not when
// the command began: what others did while it waited for its lock isn't held against it, nor does it undo what they
// mended.
void gather_before(std::span<const Object* const> objects, Facts wanted, Gathered& gathered);

}  // namespace mana_guard::server

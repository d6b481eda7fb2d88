// The policy as a document: what export_policy() gives, import_policy() takes and simulate() tries (docs/policy.md).
#pragma once

#include "model/policy_row.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// What the document says, with the parts that it leaves out as they are stored; raises MG900 with each of its errors
// and its path. Points into the document and the current memory context.
PolicySource read_document(Jsonb* document);

}  // namespace mana_guard::server

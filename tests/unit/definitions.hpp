// What the unit tests of rules about types, routines and extensions share.
#pragma once

#include "support.hpp"

namespace mana_guard::test {

// app.things of that kind, that was there before.
inline Definition definition(ObjectKind kind) {
    Definition made;
    made.kind = kind;
    made.schema = "app";
    made.name = made.quoted_name = "things";
    made.identity = all_routines.has(kind)          ? "app.things(integer)"
                    : kind == ObjectKind::Extension ? "things"
                                                    : "app.things";
    made.touched = Fact::Definition;
    made.owner.name = "app_owner";
    made.language = "plpgsql";
    return made;
}

// public.things likewise.
inline Definition in_public(ObjectKind kind) {
    Definition made = definition(kind);
    made.schema = "public";
    if (kind != ObjectKind::Extension) {
        made.identity = all_routines.has(kind) ? "public.things(integer)" : "public.things";
    }
    return made;
}

// A SECURITY DEFINER function with its own search_path.
inline Definition definer() {
    Definition made = definition(ObjectKind::Function);
    made.is_security_definer = made.pins_search_path = true;
    return made;
}

// What one rule says of it under a policy. Both outlive the findings.
inline std::vector<Finding> findings_of(std::string_view rule, const Definition& definition, const Policy& policy) {
    const Change change{.definitions = {&definition, 1}, .before_is_known = true};
    std::vector<Finding> found = inspect(change, policy).findings;
    std::erase_if(found, [rule](const Finding& finding) { return finding.rule->name != rule; });
    return found;
}

inline std::vector<Finding> findings_of(std::string_view rule, const Definition& definition) {
    return findings_of(rule, definition, default_policy());
}

}  // namespace mana_guard::test

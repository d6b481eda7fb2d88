// What the unit tests of rules about schemas share.
#pragma once

#include <boost/test/unit_test.hpp>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "engine/inspect.hpp"
#include "policy/policy.hpp"
#include "rules/rule.hpp"

namespace mana_guard::test {

// A schema that was there before. Its name is as it is stored, and quoted where that differs.
inline Schema schema(std::string_view name, std::string_view quoted_name = {}) {
    Schema made;
    made.kind = ObjectKind::Schema;
    made.schema = name;
    made.quoted_name = quoted_name.empty() ? name : quoted_name;
    made.identity = made.quoted_name;
    made.touched = schema_facts;
    return made;
}
inline Schema schema_with_tables(std::string_view name) {
    Schema made = schema(name);
    made.holds_tables = true;
    return made;
}

// A policy of the house's own rows and registry over the default profile.
struct Registered : Policy {
    Registered(std::initializer_list<RegistryRow> registry, std::initializer_list<PolicyRow> rows = {})
        : Policy(PolicySource{.rows = {rows.begin(), rows.size()}, .registry = {registry.begin(), registry.size()}}) {}
};

// What one rule says of a change under a policy. Both outlive it.
inline std::vector<Finding> findings_of(std::string_view rule, const Change& change, const Policy& policy) {
    std::vector<Finding> found = inspect(change, policy).findings;
    std::erase_if(found, [rule](const Finding& finding) { return finding.rule->name != rule; });
    return found;
}

inline std::vector<Finding> findings_of(std::string_view rule, const Schema& schema, const Policy& policy,
                                        Actor actor = {}) {
    return findings_of(rule, Change{.schemas = {&schema, 1}, .actor = actor, .before_is_known = true}, policy);
}

}  // namespace mana_guard::test

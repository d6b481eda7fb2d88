// The wall: rows that are about to be stored, and names as typed by a user.
#include <algorithm>
#include <iterator>
#include <vector>

#include "engine/judge.hpp"
#include "engine/wall.hpp"
#include "policy/exemption.hpp"
#include "policy/object_name.hpp"
#include "policy/profile.hpp"
#include "policy/registry.hpp"
#include "policy/row.hpp"
#include "policy/selector.hpp"
#include "rules/rule.hpp"

namespace mana_guard {

Outcome check(const PolicyRow& row, Allocator allocator, const char** rule, Failure* failure,
              std::span<const OwnRuleRow> own_rules) noexcept {
    return guarded(failure, [&] {
        const KnownRules known(own_rules);
        *rule = copied(allocator, parse_row(row, &known).rules.text());
    });
}

Outcome check(const ExemptionRow& row, Allocator allocator, const char** rule, Failure* failure,
              std::span<const OwnRuleRow> own_rules) noexcept {
    return guarded(failure, [&] {
        const KnownRules known(own_rules);
        *rule = copied(allocator, parse_exemption(row, &known).rules.text());
    });
}

Outcome check(const RegistryRow& row, Failure* failure) noexcept {
    return guarded(failure, [&] { check_registration(row); });
}

Outcome check(const OwnRuleRow& row, Failure* failure) noexcept {
    return guarded(failure, [&] { KnownRules::check(row); });
}

Outcome check_profile(std::string_view name, Failure* failure) noexcept {
    return guarded(failure, [&] { static_cast<void>(profiles_named(name)); });
}

Outcome list_selected(std::string_view rule, Allocator allocator, std::span<const char* const>* names, Failure* failure,
                      std::span<const OwnRuleRow> own_rules) noexcept {
    return guarded(failure, [&] {
        const KnownRules known(own_rules);
        const Selector selector(rule, &known);
        std::vector<const Rule*> selected;
        std::ranges::copy_if(known.all(), std::back_inserter(selected),
                             [&selector](const Rule* one) { return selector.selects(*one); });
        *names = copied_each<const char*>(allocator, selected,
                                          [allocator](const Rule* one) { return copied(allocator, one->name); });
    });
}

Outcome split_name(std::string_view text, Allocator allocator, ObjectName* name, Failure* failure) noexcept {
    return guarded(failure, [&] {
        const std::vector<std::string> parts = split_object_name(text);
        name->schema = copied(allocator, parts[0]);
        name->object = copied(allocator, parts[1]);
        if (parts.size() > 2) name->column = copied(allocator, parts[2]);
    });
}

}  // namespace mana_guard

#include "policy/selector.hpp"

#include <algorithm>

#include "policy/error.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"
#include "text/nearest.hpp"

namespace mana_guard {

Selector::Selector(std::string_view text, const KnownRules* known) {
    if (const Rule* rule = known == nullptr ? rule_named(text) : known->named(text)) {
        kind_ = Kind::Name;
        glob_ = Glob(rule->name);
        return;
    }
    if (text == "*") return;
    glob_ = Glob(text);
    const bool is_category = std::ranges::find(category_names, text) != category_names.end();
    kind_ = is_category ? Kind::Category : Kind::Pattern;
    const auto selected = [this](const Rule* rule) { return selects(*rule); };
    // A house may have rows for its own rules before it has any.
    if (text == name_of(Category::Own)) return;
    const bool is_exact = !is_category && glob_.kind() == Glob::Kind::Exact;
    if (is_exact || std::ranges::none_of(all_rules(known), selected)) {
        std::vector<std::string_view> names;
        for (const Rule* rule : all_rules(known)) names.push_back(rule->name);
        throw UnknownRule(formatted("rule \"{}\" does not exist", text),
                          nearest_hint(text, names, "SELECT code, name FROM mana_guard.rules lists the rules."));
    }
}

bool Selector::selects(const Rule& rule) const {
    switch (kind_) {
        case Kind::Any:
            return true;
        case Kind::Category:
            return name_of(rule.category) == text();
        case Kind::Pattern:
        case Kind::Name:
            return glob_.matches(rule.name);
    }
    return false;
}

}  // namespace mana_guard

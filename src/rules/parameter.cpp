#include "rules/parameter.hpp"

#include <stdexcept>

namespace mana_guard {

Names::Names(std::span<const std::string> values) {
    globs_.reserve(values.size());
    for (const std::string& value : values) globs_.emplace_back(value);
}

Names::Names(std::span<const std::string_view> values) {
    globs_.reserve(values.size());
    for (const std::string_view value : values) globs_.emplace_back(value);
}

std::string Names::listed(std::string_view last_separator) const {
    std::string text;
    for (std::size_t i = 0; i < globs_.size(); ++i) {
        if (i > 0) text += i + 1 == globs_.size() ? last_separator : std::string_view(", ");
        text += globs_[i].text();
    }
    return text;
}

void Parameters::set_default(const Parameter& parameter, MakeDefault make) {
    values_.push_back({parameter.name, nullptr, &parameter, make});
}

const std::shared_ptr<const Value>& Parameters::Named::in_force() const {
    if (value == nullptr) value = make(*declared);
    return value;
}

void Parameters::set(std::string_view name, std::shared_ptr<const Value> value) {
    for (Named& known : values_) {
        if (known.name == name) {
            known.value = std::move(value);
            return;
        }
    }
    values_.push_back({name, std::move(value), nullptr, nullptr});
}

const std::shared_ptr<const Value>& Parameters::shared(std::string_view name) const {
    // A rule usually asks with the same literal that its declaration has.
    for (const Named& known : values_) {
        if (known.name.data() == name.data() && known.name.size() == name.size()) return known.in_force();
    }
    for (const Named& known : values_) {
        if (known.name == name) return known.in_force();
    }
    throw std::out_of_range("a rule asks for a parameter that it doesn't declare: " + std::string(name));
}

}  // namespace mana_guard

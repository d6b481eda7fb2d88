// The registry: which schemas belong to which service.
#pragma once

#include "core.hpp"

#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "model/policy_row.hpp"
#include "model/registration.hpp"

namespace mana_guard {

struct Profile;

class Registry {
  public:
    // Your team's rows over the profiles': a row for the same schema replaces or removes theirs. Of the profiles, the
    // first that has a row for the schema decides.
    Registry(std::span<const RegistryRow> team, std::span<const Profile* const> profiles);
    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;

    [[nodiscard]] bool empty() const { return schemas_.empty(); }
    // The registration of the schema, or null.
    [[nodiscard]] const Registration* of(std::string_view schema) const;

    using Schemas = std::map<std::string, Registration, std::less<>>;
    [[nodiscard]] const Schemas& schemas() const { return schemas_; }
    [[nodiscard]] Schemas& schemas() { return schemas_; }

  private:
    [[nodiscard]] std::string_view kept(std::string_view text) { return texts_.emplace_back(text); }

    Schemas schemas_;
    std::deque<std::string> texts_;  // what the registrations' views point into
};

// Checks a row that is about to be stored. Throws PolicyError.
void check_registration(const RegistryRow& row);

}  // namespace mana_guard

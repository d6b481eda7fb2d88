// The registry: which schemas are a service's, and whose.
#pragma once

#include "core.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "model/policy_row.hpp"

namespace mana_guard {

struct Registration {
    std::string service;
    std::string owner_role;  // empty: any role may
    std::int64_t migration_lock_id = 0;
    std::size_t owner_number = 0;  // the role's index in the policy's list of roles
    bool is_of_profile = false;
};

class Registry {
  public:
    // The house's rows over the profile's: a row for the same schema stands in its place, or takes it away.
    Registry(std::span<const RegistryRow> house, std::span<const RegistryRow> profile);

    [[nodiscard]] bool empty() const { return schemas_.empty(); }
    // The registration of the schema, or null.
    [[nodiscard]] const Registration* of(std::string_view schema) const;

    using Schemas = std::map<std::string, Registration, std::less<>>;
    [[nodiscard]] const Schemas& schemas() const { return schemas_; }
    [[nodiscard]] Schemas& schemas() { return schemas_; }

  private:
    Schemas schemas_;
};

// Checks a row that is about to be stored. Throws PolicyError.
void check_registration(const RegistryRow& row);

}  // namespace mana_guard

#include "policy/registry.hpp"

#include "policy/error.hpp"
#include "policy/profile.hpp"
#include "text/formatted.hpp"
#include "text/glob.hpp"

namespace mana_guard {

Registry::Registry(std::span<const RegistryRow> team, std::span<const Profile* const> profiles) {
    const auto add = [this](const RegistryRow& row, bool is_of_profile) {
        const std::string schema(row.schema_name);
        if (row.removed) {
            schemas_.erase(schema);
            return;
        }
        schemas_[schema] = {kept(row.service), kept(row.owner_role), row.migration_lock_id, 0, is_of_profile};
    };
    for (auto profile = profiles.rbegin(); profile != profiles.rend(); ++profile) {
        for (const RegistryRow& row : (*profile)->registry) add(row, true);
    }
    for (const RegistryRow& row : team) add(row, false);
}

const Registration* Registry::of(std::string_view schema) const {
    const auto found = schemas_.find(schema);
    return found == schemas_.end() ? nullptr : &found->second;
}

void check_registration(const RegistryRow& row) {
    if (row.schema_name.empty()) {
        throw PolicyError("schema_name is empty", "Write the schema's name as it is stored, such as 'auth'.");
    }
    if (row.schema_name.size() > max_name_length) {
        throw PolicyError(formatted("schema_name is longer than {} bytes", max_name_length),
                          "Write the schema's name as it is stored, such as 'auth'.");
    }
    if (row.service.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        throw PolicyError("service is empty", "Write the service that the schema belongs to, such as 'mana-auth'.");
    }
}

}  // namespace mana_guard

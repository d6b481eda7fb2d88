#include "layouts/breakpoints.hpp"

#include <algorithm>

namespace mana_guard {

Migration migration_with_breakpoints(const Folder& folder, std::string_view file, std::string_view version) {
    constexpr std::string_view breakpoint = "--> statement-breakpoint";
    Migration migration{.path = std::string(file),
                        .version = std::string(version),
                        .text = folder.read(file),
                        .batches = {{Transaction::Shared, {}}}};
    const std::string_view text = migration.text;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(breakpoint, begin), text.size());
        migration.batches[0].chunks.push_back({begin, end});
        begin = end + breakpoint.size();
    }
    return migration;
}

}  // namespace mana_guard

#include "layouts/all.hpp"
#include "text/formatted.hpp"
#include "text/nearest.hpp"

#include <algorithm>
#include <array>

namespace mana_guard {
namespace {

constexpr std::array all = {
    &layouts::drizzle,  &layouts::drizzle_folders, &layouts::prisma,         &layouts::flyway,
    &layouts::sqitch,   &layouts::goose,           &layouts::golang_migrate, &layouts::dbmate,
    &layouts::sqlx,     &layouts::diesel,          &layouts::node_pg,        &layouts::liquibase,
    &layouts::supabase, &layouts::atlas,           &layouts::graphile,       &layouts::plain,
};

}  // namespace

std::span<const Layout* const> all_layouts() {
    return all;
}

const Layout& layout_named(std::string_view name) {
    const auto* const found = std::ranges::find(all, name, &Layout::name);
    if (found != all.end()) return **found;
    std::vector<std::string_view> names;
    names.reserve(all.size());
    for (const Layout* layout : all) names.push_back(layout->name);
    throw LayoutError(formatted("there is no layout \"{}\"", name),
                      nearest_hint(name, names, formatted("The layouts are {}.", joined(names, ", "))));
}

const Layout& recognised_layout(const Folder& folder) {
    const Layout* found = nullptr;
    for (const Layout* layout : all) {
        if (!layout->fits(folder)) continue;
        if (found != nullptr) {
            throw LayoutError(formatted("{} looks like {} ({}) and like {} ({})", folder.root().string(), found->name,
                                        found->marks, layout->name, layout->marks),
                              formatted("Say which one it is: --layout {} or --layout {}.", found->name, layout->name));
        }
        found = layout;
    }
    return found != nullptr ? *found : layouts::plain;
}

}  // namespace mana_guard

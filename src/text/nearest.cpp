#include "text/nearest.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <numeric>

namespace mana_guard {
namespace {

// Levenshtein's distance, a row of its table at a time.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates) {
    constexpr std::size_t longest = 100;
    if (name.size() > longest) return {};
    std::string_view best;
    std::size_t least = name.size() / 3 + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = edit_distance(name, candidate);
        if (distance >= least) continue;
        least = distance;
        best = candidate;
    }
    return best;
}

std::string nearest_hint(std::string_view name, const std::vector<std::string_view>& candidates,
                         std::string_view where) {
    const std::string_view best = nearest(name, candidates);
    if (best.empty()) return std::string(where);
    return formatted("Perhaps you mean \"{}\". {}", best, where);
}

}  // namespace mana_guard

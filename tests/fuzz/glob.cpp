// Patterns of names: a pattern, and on the next line the name. They agree with a matcher that is slow and plainly
// right.
#include "text/glob.hpp"
#include "support.hpp"

namespace mana_guard::fuzz {
namespace {

using Characters = std::vector<std::string_view>;

// Whether the pattern from its i-th character on matches the name from its j-th on, for all i and j from the ends.
bool matches_plainly(const Characters& pattern, const Characters& name) {
    std::vector<std::vector<bool>> rest(pattern.size() + 1, std::vector<bool>(name.size() + 1, false));
    rest[pattern.size()][name.size()] = true;
    for (std::size_t i = pattern.size(); i-- > 0;) {
        for (std::size_t j = name.size() + 1; j-- > 0;) {
            const bool has_one = j < name.size();
            if (pattern[i] == "*") {
                rest[i][j] = rest[i + 1][j] || (has_one && rest[i][j + 1]);
            } else {
                rest[i][j] = has_one && (pattern[i] == "?" || pattern[i] == name[j]) && rest[i + 1][j + 1];
            }
        }
    }
    return rest[0][0];
}

void test(std::string_view pattern, std::string_view name) {
    const bool does_match = glob_matches(pattern, name);
    const Glob glob(pattern);
    require(glob.matches(name) == does_match, "a glob matches what its pattern does", pattern);
    if (does_match) {
        require(name.starts_with(literal_prefix(pattern)), "it begins as the pattern does", pattern);
        require(name.ends_with(literal_suffix(pattern)), "and ends as it does", pattern);
        require(glob.literal_length() <= name.size(), "its literal part fits into the name", pattern);
    }
    Characters pattern_characters;
    Characters name_characters;
    if (pattern.size() > 256 || name.size() > 256) return;
    if (!split_characters(pattern, pattern_characters) || !split_characters(name, name_characters)) return;
    require(does_match == matches_plainly(pattern_characters, name_characters), "both matchers agree", pattern);
}

}  // namespace
}  // namespace mana_guard::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [pattern, name] = mana_guard::fuzz::fields<2>(data, size);
    mana_guard::fuzz::test(pattern, name);
    return 0;
}

// Selectors of rules: each selects some rule, and its canonical form is its own canonical form and selects the same.
#include "policy/selector.hpp"
#include "policy/error.hpp"
#include "rules/rule.hpp"
#include "support.hpp"

namespace mana_guard::fuzz {
namespace {

void test(std::string_view text) {
    try {
        const Selector selector(text);
        const Selector again(selector.text());
        require(again.text() == selector.text(), "the canonical form is its own", text);
        require(again.rank() == selector.rank(), "and as specific", text);
        bool selects_some = false;
        for (const Rule* rule : catalog()) {
            require(again.selects(*rule) == selector.selects(*rule), "and selects the same", text);
            selects_some |= selector.selects(*rule);
        }
        require(selects_some, "a selector selects some rule", text);
    } catch (const PolicyError& error) {
        require(!error.hint().empty(), "a refusal has a hint", text);
        require(rule_named(text) == nullptr && text != "*", "a rule's own name selects it", text);
    }
}

}  // namespace
}  // namespace mana_guard::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    mana_guard::fuzz::test({reinterpret_cast<const char*>(data), size});
    return 0;
}

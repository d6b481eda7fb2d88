// Names of objects as people write them: the parts, quoted and joined, are the same parts when they are split again.
#include "policy/object_name.hpp"
#include "policy/error.hpp"
#include "support.hpp"

namespace mana_guard::fuzz {
namespace {

std::string quoted(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        text += text.empty() ? "\"" : ".\"";
        for (const char c : part) text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += '"';
    }
    return text;
}

void test(std::string_view text) {
    Memory memory;
    ObjectName name;
    Failure failure;
    const bool is_name = accepted(split_name(text, memory.allocator(), &name, &failure), failure, is_utf8(text));
    std::vector<std::string> parts;
    try {
        parts = split_object_name(text);
    } catch (const PolicyError&) {
        require(!is_name, "the wall accepts what the core does", text);
        return;
    }
    require(is_name, "the wall refuses what the core does", text);
    require(parts.size() == 2 || parts.size() == 3, "two or three parts", text);
    for (const std::string& part : parts) require(!part.empty(), "no part is empty", text);
    require((name.column != nullptr) == (parts.size() == 3), "a third part is a column", text);
    require(split_object_name(quoted(parts)) == parts, "quoted, joined and split it is the same", text);
}

}  // namespace
}  // namespace mana_guard::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    mana_guard::fuzz::test({reinterpret_cast<const char*>(data), size});
    return 0;
}

// Rows of the policy's three tables, a field a line: what may be stored can be compiled, by itself and under its rule's
// canonical name. The first letter says which table: p(olicy), e(xemptions), or of service schemas.
#include "support.hpp"

namespace mana_guard::fuzz {
namespace {

using Fields = std::array<std::string_view, 13>;

// Null where it is empty, as it is for an attribute that the row leaves open.
std::string_view or_null(std::string_view text) {
    return text.empty() ? std::string_view{} : text;
}

void require_compiles(const PolicySource& source, bool is_text) {
    Policy* policy = nullptr;
    Failure failure;
    require(accepted(compile(source, &policy, &failure), failure, is_text), "what was accepted compiles",
            failure.message);
    require(accepted(check_all(policy, &failure), failure, is_text), "all of it", failure.message);
    release(policy);
}

void test_policy(const Fields& text, bool is_text) {
    PolicyRow row{.id = 1,
                  .rule = text[1],
                  .schema_pattern = text[2],
                  .object_pattern = text[3],
                  .role_name = or_null(text[4]),
                  .severity = or_null(text[5]),
                  .timing = or_null(text[6]),
                  .existing = or_null(text[7]),
                  .exemptions_follow = or_null(text[8]),
                  .params = text[12].empty() ? "{}" : text[12],
                  .advice = or_null(text[9]),
                  .docs_url = or_null(text[10]),
                  .reason = or_null(text[11])};
    Memory memory;
    Failure failure;
    const char* rule = nullptr;
    if (!accepted(check(row, memory.allocator(), &rule, &failure), failure, is_text)) return;
    require_compiles({.rows = {&row, 1}}, is_text);
    if (row.rule == rule) return;
    row.rule = rule;
    require_compiles({.rows = {&row, 1}}, is_text);
}

void test_exemption(const Fields& text, bool is_text) {
    ExemptionRow row{.id = 1,
                     .rule = text[1],
                     .schema_pattern = text[2],
                     .object_pattern = text[3],
                     .column_pattern = or_null(text[4]),
                     .value = or_null(text[5]),
                     .reason = text[6],
                     .ticket = or_null(text[7])};
    Memory memory;
    Failure failure;
    const char* rule = nullptr;
    if (!accepted(check(row, memory.allocator(), &rule, &failure), failure, is_text)) return;
    require_compiles({.exemptions = {&row, 1}}, is_text);
    if (row.rule == rule) return;
    row.rule = rule;
    require_compiles({.exemptions = {&row, 1}}, is_text);
}

void test_registration(const Fields& text, bool is_text) {
    const RegistryRow row{
        .service = text[1], .schema_name = text[2], .owner_role = or_null(text[3]), .removed = text[4] == "t"};
    Failure failure;
    if (!accepted(check(row, &failure), failure, is_text)) return;
    require_compiles({.registry = {&row, 1}}, is_text);
}

}  // namespace
}  // namespace mana_guard::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mana_guard::fuzz;
    const bool is_text = is_utf8({reinterpret_cast<const char*>(data), size});
    const Fields text = fields<std::tuple_size_v<Fields>>(data, size);
    if (text[0].starts_with('p'))
        test_policy(text, is_text);
    else if (text[0].starts_with('e'))
        test_exemption(text, is_text);
    else
        test_registration(text, is_text);
    return 0;
}

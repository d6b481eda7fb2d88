// The parameters' JSON: what was read, written as JSON and read again is the same, and so is a value of each type.
#include "policy/error.hpp"
#include "policy/parameter_value.hpp"
#include "policy/params_reader.hpp"
#include "rules/rule.hpp"
#include "support.hpp"

namespace mana_guard::fuzz {
namespace {

void require_same(const Param& a, const Param& b) {
    require(a.name == b.name, "the parameter's name is the same", a.name);
    require(a.json == b.json, "its JSON is its own canonical form", a.json);
    require(a.is_names == b.is_names && a.names == b.names, "its names are the same", a.json);
}

// What counts as an array of names is one, of no others than these.
void require_names(const Param& param) {
    if (!param.is_names) return;
    std::string text;
    for (const std::string& name : param.names) text += (text.empty() ? "" : ",") + json_string(name);
    require(param.json == "[" + text + "]", "names are all that an array of names holds", param.json);
}

// One parameter of each type: the first that a rule declares.
std::vector<const Parameter*> one_of_each_type() {
    std::vector<const Parameter*> found;
    for (const Rule* rule : catalog()) {
        for (const Parameter& parameter : rule->parameters) {
            bool is_known = false;
            for (const Parameter* other : found) is_known |= other->type == parameter.type;
            if (!is_known) found.push_back(&parameter);
        }
    }
    return found;
}

void test_value(const Param& param, const Parameter& declared) {
    try {
        const auto value = parse_value(param, declared);
        const auto again = read_params("{" + json_string(param.name) + ":" + json_of(*value) + "}");
        require(again.has_value(), "a value is written as JSON", param.json);
        const auto value_again = parse_value(again->front(), declared);
        require(json_of(*value_again) == json_of(*value), "a value is its own canonical form", param.json);
        require(value_again->number == value->number && value_again->text == value->text, "and the same", param.json);
    } catch (const PolicyError& error) {
        require(!error.hint().empty(), "a refusal has a hint", param.json);
    }
}

void test(std::string_view json) {
    static const std::vector<const Parameter*> declared = one_of_each_type();
    if (const auto list = read_list(json)) {
        std::string text;
        for (const Param& element : *list) text += (text.empty() ? "" : ",") + element.json;
        const auto again = read_list("[" + text + "]");
        require(again && again->size() == list->size(), "a list has as many elements", json);
        for (std::size_t i = 0; i < list->size(); ++i) require_same((*again)[i], (*list)[i]);
    }
    const auto params = read_params(json);
    if (!params) return;
    std::string text;
    for (const Param& param : *params) {
        require_names(param);
        text += (text.empty() ? "" : ",") + json_string(param.name) + ":" + param.json;
        if (const auto string = read_string(param.json)) {
            require(json_string(*string) == param.json, "a string is its own canonical form", param.json);
        }
        for (const Parameter* parameter : declared) test_value(param, *parameter);
    }
    const auto again = read_params("{" + text + "}");
    require(again && again->size() == params->size(), "an object has as many members", json);
    for (std::size_t i = 0; i < params->size(); ++i) require_same((*again)[i], (*params)[i]);
}

}  // namespace
}  // namespace mana_guard::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    mana_guard::fuzz::test({reinterpret_cast<const char*>(data), size});
    return 0;
}

#include "policy/parameter_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "policy/error.hpp"
#include "rules/rule.hpp"

namespace mana_guard {
namespace {

using Kind = Parameter::Type;

struct TypeWords {
    std::string_view name;
    std::string_view what;  // what a value of this type is
    std::string_view hint;  // how to write one, with the default
};

// In the order of Parameter::Type.
constexpr std::array<TypeWords, 9> type_words = {{
    {"names", "a list of names", "Write a JSON array of names, such as its default: {{\"{}\": {}}}."},
    {"number", "a whole number", "Write {{\"{}\": {}}}, which is its default, or another number."},
    {"flag", "true or false", "Write {{\"{}\": {}}}, which is its default, or the opposite."},
    {"text", "a string", "Write a JSON string, such as its default: {{\"{}\": {}}}."},
    {"share", "a share between 0 and 1", "Write {{\"{}\": {}}}, which is its default, or another share."},
    {"duration", "a duration",
     "Write {{\"{}\": {}}}, which is its default, or another number of hours, days or weeks."},
    {"choice", "one of its values", "Write {{\"{}\": {}}}, which is its default, or another of these values: {}."},
    {"shapes", "a list of shapes",
     "The default is {{\"{}\": {}}}. A shape is an object such as "
     "{{\"columns\": [\"status\"], \"types\": [\"text\"], \"not_null\": true, \"default\": \"'draft'\"}}."},
    {"replacements", "an object of strings",
     "The default is {{\"{}\": {}}}. Write what to replace and what to replace it with: {{\"money\": \"numeric(12, "
     "2)\"}}."},
}};

const TypeWords& words_of(Kind type) {
    return type_words.at(static_cast<std::size_t>(type));
}

// The whole of the text as a number.
template <typename Number>
std::optional<Number> number_in(const std::string& text) {
    Number number{};
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return number;
}

// A single name counts as a list of one.
bool read_names(const Param& member, Names& names) {
    if (const auto one = read_string(member.json)) {
        const std::array<std::string, 1> list = {*one};
        names = Names(std::span<const std::string>(list));
        return true;
    }
    names = Names(std::span<const std::string>(member.names));
    return member.is_names && !member.names.empty();
}

// A string, or a number or a boolean as it is written.
bool read_default(const Param& member, std::optional<std::string>& text) {
    const char first = member.json.front();
    if (first == '[' || first == '{' || member.json == "null") return false;
    text = first == '"' ? read_string(member.json) : std::optional<std::string>(member.json);
    return text.has_value();
}

bool read_member(const Param& member, Shape& shape) {
    if (member.name == "columns") return read_names(member, shape.columns);
    if (member.name == "types") return read_names(member, shape.types);
    if (member.name == "default") return read_default(member, shape.default_value);
    if (member.name != "not_null" || (member.json != "true" && member.json != "false")) return false;
    shape.not_null = member.json == "true";
    return true;
}

bool read_shapes(const std::string& json, std::vector<Shape>& shapes) {
    const auto elements = read_list(json);
    if (!elements) return false;
    for (const Param& element : *elements) {
        const auto members = read_params(element.json);
        Shape& shape = shapes.emplace_back();
        const auto fits = [&shape](const Param& member) { return read_member(member, shape); };
        if (!members || !std::ranges::all_of(*members, fits) || shape.columns.globs().empty()) return false;
    }
    return true;
}

bool read_replacements(const std::string& json, std::vector<Replacement>& replacements) {
    const auto members = read_params(json);
    if (!members) return false;
    for (const Param& member : *members) {
        const auto by = read_string(member.json);
        if (!by) return false;
        replacements.push_back({member.name, *by});
    }
    return true;
}

// "7 days" in microseconds.
std::optional<std::int64_t> duration_in(const std::string& text) {
    struct Unit {
        std::string_view name;
        std::int64_t microseconds;
    };
    constexpr std::int64_t hour = std::int64_t{3600} * 1000 * 1000;
    constexpr std::array<Unit, 3> units = {{{"hour", hour}, {"day", 24 * hour}, {"week", 168 * hour}}};
    constexpr std::int64_t most = 10000;
    const std::size_t space = text.find(' ');
    if (space == std::string::npos) return std::nullopt;
    const auto count = number_in<std::int64_t>(text.substr(0, space));
    std::string_view unit_name = std::string_view(text).substr(space + 1);
    if (unit_name.ends_with('s')) unit_name.remove_suffix(1);
    const auto* const unit = std::ranges::find(units, unit_name, &Unit::name);
    if (!count || *count < 0 || *count > most || unit == units.end()) return std::nullopt;
    return *count * unit->microseconds;
}

// Reads the value; false if it is of another type.
// The parameter that it follows, or itself.
const Parameter& source_of(const Parameter& parameter) {
    if (parameter.same_as.empty()) return parameter;
    const auto parameters = rule_named(parameter.same_as)->parameters;
    return source_of(*std::ranges::find(parameters, parameter.name, &Parameter::name));
}

bool read_value(const Param& param, const Parameter& declared, Value& value) {
    switch (value.type) {
        case Kind::Names:
            value.names = Names(std::span<const std::string>(param.names));
            return param.is_names;
        case Kind::Number: {
            const auto number = number_in<std::int64_t>(param.json);
            value.number = number.value_or(0);
            return number && (*number >= 0 || declared.is_signed);
        }
        case Kind::Flag:
            value.number = param.json == "true" ? 1 : 0;
            return param.json == "true" || param.json == "false";
        case Kind::Text: {
            const auto text = read_string(param.json);
            value.text = text.value_or("");
            return text.has_value();
        }
        case Kind::Share: {
            const auto share = number_in<double>(param.json);
            value.share = share.value_or(0);
            return share && *share > 0 && *share <= 1;
        }
        case Kind::Duration: {
            const auto text = read_string(param.json);
            const auto duration = text ? duration_in(*text) : std::nullopt;
            value.text = text.value_or("");
            value.number = duration.value_or(0);
            return duration.has_value();
        }
        case Kind::Choice: {
            const auto words = source_of(declared).default_names();
            value.text = read_string(param.json).value_or("");
            return std::ranges::find(words, value.text) != words.end();
        }
        case Kind::Shapes:
            return read_shapes(param.json, value.shapes);
        case Kind::Replacements:
            return read_replacements(param.json, value.replacements);
    }
    return false;
}

// The default as shown to users, also for a parameter that follows another rule's.
std::string default_json(const Parameter& parameter) {
    return json_of(*default_value(source_of(parameter)));
}

}  // namespace

std::string_view name_of(Parameter::Type type) {
    return words_of(type).name;
}

std::shared_ptr<const Value> parse_value(const Param& param, const Parameter& declared) {
    Value value{.type = declared.type};
    if (!read_value(param, declared, value)) {
        const TypeWords& words = words_of(declared.type);
        throw PolicyError(formatted("parameter \"{}\" is {}, not {}", param.name, param.json, words.what),
                          formatted(fmt::runtime(words.hint), param.name, default_json(declared),
                                    joined(source_of(declared).default_names(), ", ")));
    }
    value.json = param.json;
    return std::make_shared<Value>(std::move(value));
}

std::shared_ptr<const Value> default_value(const Parameter& parameter) {
    Value value{.type = parameter.type, .number = parameter.default_number};
    if (!parameter.default_json.empty()) {
        Param written;
        written.name = parameter.name;
        written.json = parameter.default_json;
        return parse_value(written, parameter);
    }
    const auto names = parameter.default_names();
    if (parameter.type == Kind::Choice) {
        value.text = names.front();
        value.json = formatted("\"{}\"", value.text);
        return std::make_shared<Value>(std::move(value));
    }
    value.names = Names(names);
    return std::make_shared<Value>(std::move(value));
}

std::string json_of(const Value& value) {
    switch (value.type) {
        case Kind::Names: {
            std::vector<std::string_view> names;
            for (const Glob& glob : value.names.globs()) names.push_back(glob.text());
            return json_array(names);
        }
        case Kind::Number:
            return std::to_string(value.number);
        case Kind::Flag:
            return value.number != 0 ? "true" : "false";
        default:
            return value.json;
    }
}

std::string described(const Parameter& parameter) {
    return formatted("\"{}\", {}, by default {}", parameter.name, words_of(parameter.type).what,
                     default_json(parameter));
}

}  // namespace mana_guard

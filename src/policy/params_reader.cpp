#include "policy/params_reader.hpp"
#include "text/formatted.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace mana_guard {
namespace {

using Json = nlohmann::json;

// JSON is UTF-8; the database's encoding may differ. In every server encoding, bytes below 128 are ASCII. Every other
// byte is passed to the parser as the character with that number, and converted back in the result. The text of a jsonb
// has escapes only for characters below 128.
constexpr unsigned char lead = 0xC0;
constexpr unsigned char continuation = 0x80;
constexpr unsigned char low_bits = 0x3F;
constexpr unsigned low_bit_count = 6;

std::string widened(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        const auto number = static_cast<unsigned char>(byte);
        if (number >= continuation) text += static_cast<char>(lead | (number >> low_bit_count));
        text += number < continuation ? byte : static_cast<char>(continuation | (number & low_bits));
    }
    return text;
}

std::string narrowed(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto number = static_cast<unsigned char>(text[i]);
        const bool is_wide = (number & ~3U) == lead && i + 1 < text.size();
        bytes += is_wide
                     ? static_cast<char>((number << low_bit_count) | (static_cast<unsigned char>(text[++i]) & low_bits))
                     : text[i];
    }
    return bytes;
}

// Handles the parser's events for the members of an object, or for the elements of an array, which have no name. No
// tree is built: the destructor of nlohmann's tree allocates, and would terminate the server when memory is exhausted.
class Reader : public nlohmann::json_sax<Json> {
  public:
    explicit Reader(bool reads_list) : reads_list_(reads_list) {}

    // Returns what was read and empties the reader.
    std::vector<Param> take() { return std::move(params_); }

    bool null() override { return scalar("null"); }
    bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return scalar(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value)); }
    bool number_float(number_float_t /*value*/, const string_t& text) override { return scalar(text); }
    bool binary(binary_t& /*value*/) override { return false; }
    bool string(string_t& value) override {
        const bool is_name = depth_ == 2 && in_list_ && !value.empty();
        value = narrowed(value);
        if (is_name) params_.back().names.push_back(value);
        return append(json_string(value), is_name);
    }
    bool start_object(std::size_t /*elements*/) override {
        return depth_ == 0 && !reads_list_ ? open() : append("{", false) && open();
    }
    bool end_object() override { return close("}"); }
    bool start_array(std::size_t /*elements*/) override {
        if (depth_ == 0 && reads_list_) return open();
        in_list_ = depth_ == 1;
        return append("[", in_list_) && open();
    }
    bool end_array() override { return close("]"); }
    bool key(string_t& name) override {
        if (depth_ == 1 && !reads_list_) {
            params_.push_back({narrowed(name), {}, true, {}});
            return true;
        }
        append(json_string(narrowed(name)) + ":", false);
        is_first_ = true;
        return true;
    }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const Json::exception& /*error*/) override {
        return false;
    }

  private:
    bool scalar(std::string_view text) { return append(text, false); }

    // Adds to the value's text; false outside a value, which stops the parser.
    bool append(std::string_view text, bool is_names) {
        if (depth_ == 0) return false;
        if (depth_ == 1 && reads_list_) params_.push_back({{}, {}, true, {}});
        Param& param = params_.back();
        if (depth_ > 1 && !is_first_) param.json += ",";
        is_first_ = false;
        param.json += text;
        param.is_names = param.is_names && is_names;
        return true;
    }
    bool open() {
        ++depth_;
        is_first_ = true;
        return true;
    }
    bool close(std::string_view bracket) {
        --depth_;
        is_first_ = false;
        if (depth_ > 0) params_.back().json += bracket;
        return true;
    }

    bool reads_list_;
    std::vector<Param> params_;
    std::size_t depth_ = 0;
    bool in_list_ = false;  // the current top-level value is an array
    bool is_first_ = true;  // no comma before what comes next
};

}  // namespace

std::optional<std::vector<Param>> read_params(std::string_view json) {
    Reader reader(false);
    if (!Json::sax_parse(widened(json), &reader)) return std::nullopt;
    return reader.take();
}

std::optional<std::vector<Param>> read_list(std::string_view json) {
    Reader reader(true);
    if (!Json::sax_parse(widened(json), &reader)) return std::nullopt;
    return reader.take();
}

std::optional<std::string> read_string(std::string_view json) {
    if (!json.starts_with('"')) return std::nullopt;
    auto list = read_list(formatted("[[{}]]", json));
    if (!list || list->front().names.size() != 1) return std::nullopt;
    return std::move(list->front().names.front());
}

std::string json_string(std::string_view text) {
    return narrowed(Json(widened(text)).dump());
}

}  // namespace mana_guard

#include "migrations/filled.hpp"

#include <algorithm>

namespace mana_guard {

std::size_t Filled::offset_in_file(std::size_t offset) const {
    const auto after = std::ranges::upper_bound(parts, offset, {}, &Part::begin);
    if (after == parts.begin()) return offset;
    const Part& part = *(after - 1);
    return offset < part.end ? part.begin_in_file : part.end_in_file + (offset - part.end);
}

Filled filled(std::string_view file, std::string_view opening, std::string_view closing, const ValueOf& value,
              std::string_view before) {
    Filled result{.text = std::string(before)};
    if (!before.empty()) result.parts.push_back({.end = before.size()});
    const std::size_t mark = file.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    if (mark > 0) result.parts.push_back({before.size(), before.size(), 0, mark});
    if (opening.empty() || closing.empty()) {
        result.text += file.substr(mark);
        return result;
    }
    std::size_t done = mark;
    while (true) {
        const std::size_t begin = file.find(opening, done);
        result.text += file.substr(done, begin - done);
        if (begin == std::string_view::npos) return result;
        const std::size_t name = begin + opening.size();
        const std::size_t name_end = std::min(file.find(closing, name), file.size());
        const std::size_t end = std::min(name_end + closing.size(), file.size());
        const std::string_view placeholder = file.substr(begin, end - begin);
        const std::size_t at = result.text.size();
        if (const auto found = value(file.substr(name, name_end - name))) {
            result.text += *found;
            result.parts.push_back({at, result.text.size(), begin, end});
        } else {
            result.unknown.push_back({at, std::string(placeholder)});
            result.text += placeholder;
        }
        done = end;
    }
}

}  // namespace mana_guard

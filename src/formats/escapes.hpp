// Any text made safe for a format: names of objects and texts of migrations may hold anything.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

namespace mana_guard {

// UTF-8; bytes that are none become U+FFFD.
std::string as_utf8(std::string_view text);

// For a terminal: control characters, and those that change the direction of the text, as \x1b or \u202e. Line feeds
// and tabs stay.
std::string printable(std::string_view text);

// For the text and the attributes of XML 1.0; characters that it can't hold become U+FFFD.
std::string xml_escaped(std::string_view text);

// For a cell of a table in GitHub's Markdown: nothing in it is markup, a link or a mention.
std::string markdown_escaped(std::string_view text);

// For a workflow command of GitHub (actions/toolkit, packages/core/src/command.ts): its message, or a property.
std::string command_message(std::string_view text);
std::string command_property(std::string_view text);

// For the path of a URI (RFC 3986, 3.3).
std::string uri_escaped(std::string_view path);

}  // namespace mana_guard

// What the layouts share: lines, directives in comments, numbers in names, and migrations of common shapes.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layouts/layout.hpp"

namespace mana_guard {

struct TextLine {
    std::size_t begin = 0;
    std::size_t end = 0;    // behind the line feed
    std::string_view text;  // without white space at both ends
};

std::vector<TextLine> lines_of(std::string_view text);

std::string_view trimmed(std::string_view text);
std::string lower_case(std::string_view text);

// What follows the directive in a comment of one line: " NO TRANSACTION" gives "NO TRANSACTION" after "+goose" in
// "-- +goose NO TRANSACTION". Letters of either case are the same. Nothing if the line is something else.
std::optional<std::string_view> after_directive(std::string_view line, std::string_view directive);

// The digits with which a name begins; empty if an underscore or the end doesn't follow them.
std::string_view leading_number(std::string_view name);
// The same of a file of this ending that stands in the folder itself; empty for others.
std::string number_of_file(std::string_view path, std::string_view ending);

// The last part of a path, and the first one; a path of one part is both.
std::string_view file_name(std::string_view path);
std::string_view top_folder(std::string_view path);

// Whether a comes before b in natural order, in which 10 follows 9.
bool naturally_before(std::string_view a, std::string_view b);

// One batch of the whole text.
std::vector<Batch> whole(std::string_view text, Transaction transaction);
// One batch without a transaction, in which each statement is a chunk.
std::vector<Batch> each_statement(std::string_view text, Additions additions);

// Leaves out a byte order mark, as psql does.
void skip_byte_order_mark(Migration& migration);

// Notes as not run what stands before the first line that is a mark: no tool runs it.
void find_unread(Migration& migration, bool (*is_mark)(std::string_view line), std::string_view mark);

// The files for which version() gives something, read, each with the batches that it asks for; in the order of the
// versions as numbers, or as texts.
enum class Order { Number, Text };
using VersionOf = std::function<std::string(std::string_view path)>;
using BatchesOf = std::function<std::vector<Batch>(std::string_view text)>;
std::vector<Migration> read_versions(const Folder& folder, const VersionOf& version, const BatchesOf& batches,
                                     Order order);

}  // namespace mana_guard

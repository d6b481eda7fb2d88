#include "layouts/lines.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <cctype>

namespace mana_guard {
namespace {

constexpr std::string_view white_space = " \t\r\n\f\v";
constexpr std::string_view digits = "0123456789";

bool is_digit_text(std::string_view part) {
    return digits.find(part.front()) != std::string_view::npos;
}

std::string_view without_zeros(std::string_view number) {
    return number.substr(std::min(number.find_first_not_of('0'), number.size()));
}

// Numbers of any length.
bool is_less(std::string_view a, std::string_view b) {
    a = without_zeros(a);
    b = without_zeros(b);
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

// Takes the next run of digits, or the next other character, off the text.
std::string_view take_part(std::string_view& text) {
    const std::size_t count = std::min(text.find_first_not_of(digits), text.size());
    const std::string_view part = text.substr(0, std::max<std::size_t>(count, 1));
    text.remove_prefix(part.size());
    return part;
}

}  // namespace

std::vector<TextLine> lines_of(std::string_view text) {
    std::vector<TextLine> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        lines.push_back({begin, end, trimmed(text.substr(begin, end - begin))});
        begin = end;
    }
    return lines;
}

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
    return text.substr(0, text.find_last_not_of(white_space) + 1);
}

std::string lower_case(std::string_view text) {
    std::string lowered(text);
    std::ranges::transform(lowered, lowered.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lowered;
}

std::optional<std::string_view> after_directive(std::string_view line, std::string_view directive) {
    if (!line.starts_with("--")) return std::nullopt;
    const std::string_view comment = trimmed(line.substr(2));
    if (lower_case(comment.substr(0, directive.size())) != lower_case(directive)) return std::nullopt;
    return trimmed(comment.substr(directive.size()));
}

std::string_view leading_number(std::string_view name) {
    const std::size_t count = std::min(name.find_first_not_of(digits), name.size());
    return count == name.size() || name[count] == '_' ? name.substr(0, count) : std::string_view();
}

std::string number_of_file(std::string_view path, std::string_view ending) {
    if (!path.ends_with(ending) || path.find('/') != std::string_view::npos) return {};
    return std::string(leading_number(path));
}

std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::string_view top_folder(std::string_view path) {
    return path.substr(0, path.find('/'));
}

bool naturally_before(std::string_view a, std::string_view b) {
    const std::string_view whole_a = a;
    const std::string_view whole_b = b;
    while (!a.empty() && !b.empty()) {
        const std::string_view part_a = take_part(a);
        const std::string_view part_b = take_part(b);
        const bool are_numbers = is_digit_text(part_a) && is_digit_text(part_b);
        if (are_numbers ? is_less(part_a, part_b) : part_a < part_b) return true;
        if (are_numbers ? is_less(part_b, part_a) : part_b < part_a) return false;
    }
    return a.empty() != b.empty() ? a.empty() : whole_a < whole_b;
}

std::vector<Batch> whole(std::string_view text, Transaction transaction) {
    return {{transaction, {{0, text.size()}}}};
}

std::vector<Batch> each_statement(std::string_view text, Additions additions) {
    Batch batch;
    for (const Piece& piece : split_statements(text, additions)) {
        // Its rows belong to the COPY before them.
        if (piece.kind == PieceKind::CopyData && !batch.chunks.empty()) {
            batch.chunks.back().end = piece.end;
        } else {
            batch.chunks.push_back({piece.begin, piece.end});
        }
    }
    return {batch};
}

void skip_byte_order_mark(Migration& migration) {
    if (migration.text.starts_with(byte_order_mark)) migration.filled = filled(migration.text, "", "", {});
}

void find_unread(Migration& migration, bool (*is_mark)(std::string_view line), std::string_view mark) {
    std::size_t end = migration.text.size();
    for (const TextLine& line : lines_of(migration.text)) {
        if (is_mark(line.text)) end = std::min(end, line.begin);
    }
    const std::string_view before = std::string_view(migration.text).substr(0, end);
    const std::vector<Piece> pieces = split_statements(before, {});
    const auto statement = std::ranges::find(pieces, PieceKind::Statement, &Piece::kind);
    if (statement == pieces.end()) return;
    migration.not_run.push_back({statement->body, formatted("what stands before the first line {} is not run", mark)});
}

std::vector<Migration> read_versions(const Folder& folder, const VersionOf& version, const BatchesOf& batches,
                                     Order order) {
    std::vector<Migration> found;
    for (const std::string& file : folder.files()) {
        std::string number = version(file);
        if (number.empty()) continue;
        std::string text = folder.read(file);
        std::vector<Batch> wanted = batches(text);
        found.push_back(
            {.path = file, .version = std::move(number), .text = std::move(text), .batches = std::move(wanted)});
    }
    std::ranges::stable_sort(found, [order](const Migration& a, const Migration& b) {
        return order == Order::Number ? is_less(a.version, b.version) : a.version < b.version;
    });
    return found;
}

}  // namespace mana_guard

// dbmate: sections in a file, -- migrate:up and -- migrate:down.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

namespace mana_guard::layouts {
namespace dbmate_files {

bool is_mark(std::string_view line) {
    return after_directive(line, "migrate:up").has_value();
}

bool fits(const Folder& folder) {
    return folder.any_line(is_mark);
}

std::string version(std::string_view path) {
    return number_of_file(path, ".sql");
}

std::vector<Batch> batches(std::string_view text) {
    std::vector<Batch> found;
    bool is_up = false;
    for (const TextLine& line : lines_of(text)) {
        if (const auto options = after_directive(line.text, "migrate:up")) {
            const bool has_none = options->find("transaction:false") != std::string_view::npos;
            found.push_back({has_none ? Transaction::None : Transaction::Own, {{line.begin, line.end}}});
            is_up = true;
        } else if (after_directive(line.text, "migrate:down")) {
            is_up = false;
        } else if (is_up) {
            found.back().chunks.back().end = line.end;
        }
    }
    return found;
}

std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found = read_versions(folder, version, batches, Order::Text);
    for (Migration& migration : found) find_unread(migration, is_mark, "-- migrate:up");
    return found;
}

}  // namespace dbmate_files

// amacneil/dbmate, pkg/dbmate/parsing.go
constinit const Layout dbmate{"dbmate", "a line -- migrate:up", "-- migrate:up transaction:false",
                              {},       dbmate_files::fits,     dbmate_files::read};

}  // namespace mana_guard::layouts

// goose: sections and statements are marked by comments.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace goose_files {

bool is_mark(std::string_view line) {
    return after_directive(line, "+goose up").has_value();
}

bool fits(const Folder& folder) {
    return folder.any_line(is_mark);
}

std::string version(std::string_view path) {
    return number_of_file(path, ".sql");
}

// A line that ends a statement: its last word before a comment ends with a semicolon.
bool ends_statement(std::string_view line) {
    return trimmed(line.substr(0, line.find("--"))).ends_with(';');
}

class Reader {
  public:
    std::vector<Batch> read(std::string_view text) {
        for (const TextLine& line : lines_of(text)) {
            if (const auto directive = after_directive(line.text, "+goose")) {
                follow(lower_case(*directive), line);
            } else if (is_up_) {
                add(line);
            }
        }
        end_chunk();
        return {batch_};
    }

  private:
    void follow(const std::string& directive, const TextLine& line) {
        if (directive == "up" || directive == "down") is_up_ = directive == "up";
        if (directive == "no transaction") batch_.transaction = Transaction::None;
        if (directive == "statementbegin") is_block_ = true;
        if (directive == "statementend") is_block_ = false;
        end_chunk();
        next_ = {line.end, line.end};
    }

    void add(const TextLine& line) {
        const bool is_comment = line.text.empty() || line.text.starts_with("--");
        if (next_.begin == next_.end && is_comment) {
            next_ = {line.end, line.end};
            return;
        }
        next_.end = line.end;
        if (!is_block_ && ends_statement(line.text)) end_chunk();
    }

    void end_chunk() {
        if (next_.end > next_.begin) batch_.chunks.push_back(next_);
        next_.begin = next_.end;
    }

    Batch batch_{Transaction::Own, {}};
    Chunk next_;
    bool is_up_ = false;
    bool is_block_ = false;
};

std::vector<Batch> batches(std::string_view text) {
    return Reader().read(text);
}

// With ENVSUB goose puts values of its own environment into the SQL.
std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found = read_versions(folder, version, batches, Order::Number);
    for (Migration& migration : found) {
        find_unread(migration, is_mark, "-- +goose Up");
        for (const TextLine& line : lines_of(migration.text)) {
            const auto directive = after_directive(line.text, "+goose envsub");
            if (directive && lower_case(*directive) == "on") {
                migration.not_run.push_back(
                    {line.begin, "variables of the environment are not put in, as goose would"});
            }
        }
    }
    return found;
}

}  // namespace goose_files

// pressly/goose, internal/sqlparser/parser.go
constinit const Layout goose{"goose", "a line -- +goose Up", "-- +goose NO TRANSACTION",
                             {},      goose_files::fits,     goose_files::read};

}  // namespace mana_guard::layouts

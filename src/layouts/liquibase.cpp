// Liquibase, formatted SQL: changesets in a file.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace liquibase_files {

bool is_formatted(std::string_view text) {
    const std::vector<TextLine> lines = lines_of(text);
    return !lines.empty() && after_directive(lines[0].text, "liquibase formatted sql").has_value();
}

bool fits(const Folder& folder) {
    return std::ranges::any_of(folder.files(), [&](const std::string& file) {
        return file.ends_with(".sql") && is_formatted(folder.read(file));
    });
}

bool is_mark(std::string_view line) {
    return after_directive(line, "changeset ").has_value();
}

// The value of name:value among a changeset's attributes; empty if it has none.
std::string_view attribute(std::string_view attributes, std::string_view name) {
    const std::string key = " " + lower_case(name) + ":";
    const std::size_t at = lower_case(attributes).find(key);
    if (at == std::string::npos) return {};
    const std::string_view value = attributes.substr(at + key.size());
    return value.substr(0, value.find_first_of(" \t"));
}

// Whether a changeset for these systems, "mysql,h2" or "!h2", is run on PostgreSQL.
bool is_for_postgresql(const std::string& systems) {
    constexpr std::string_view ours = "postgresql";
    if (systems.empty() || systems.find('"') != std::string::npos) return true;
    bool is_excluding = true;
    for (std::size_t begin = 0; begin < systems.size();) {
        const std::size_t end = std::min(systems.find(',', begin), systems.size());
        const std::string_view one = std::string_view(systems).substr(begin, end - begin);
        if (one == ours || one == "all") return true;
        if (one.starts_with('!') && one.substr(1) == ours) return false;
        is_excluding &= one.starts_with('!');
        begin = end + 1;
    }
    return is_excluding;
}

// Its properties, and what it takes from other files.
bool names_what_is_elsewhere(std::string_view line) {
    for (const char* directive : {"property", "include", "includeAll", "sqlFile"}) {
        const auto rest = after_directive(line, directive);
        if (!rest) continue;
        for (const std::string_view member : {"name:", "file:", "path:"}) {
            if (trimmed(*rest).starts_with(member)) return true;
        }
    }
    return false;
}

class Reader {
  public:
    explicit Reader(Migration& migration) : migration_(migration) {}

    void read() {
        for (const TextLine& line : lines_of(migration_.text)) {
            if (const auto attributes = after_directive(line.text, "changeset ")) {
                begin(*attributes, line);
            } else if (is_left_out_) {
                continue;
            } else if (after_directive(line.text, "rollback")) {
                close(line);
            } else if (after_directive(line.text, "precondition")) {
                migration_.not_run.push_back({line.begin, "preconditions are not checked: the changeset runs always"});
            } else if (names_what_is_elsewhere(line.text)) {
                migration_.not_run.push_back(
                    {line.begin, "what stands for a property, or in another file, is not known"});
            } else if (!migration_.batches.empty()) {
                add(line);
            }
        }
        split_last();
    }

  private:
    void begin(std::string_view attributes, const TextLine& line) {
        split_last();
        is_left_out_ = !is_for_postgresql(lower_case(attribute(attributes, "dbms")));
        splits_ = false;
        if (is_left_out_) return;
        const bool has_none = attribute(attributes, "runInTransaction") == "false";
        delimiter_ = attribute(attributes, "endDelimiter");
        splits_ = delimiter_.empty() && attribute(attributes, "splitStatements") != "false";
        migration_.batches.push_back({has_none ? Transaction::None : Transaction::Own, {{line.end, line.end}}});
    }

    void close(const TextLine& line) {
        if (!migration_.batches.empty()) migration_.batches.back().chunks.push_back({line.end, line.end});
    }

    // Outside of a transaction, statements that are sent one by one don't share one.
    void split_last() {
        if (migration_.batches.empty() || !splits_) return;
        std::vector<Chunk> each;
        for (const Chunk& chunk : migration_.batches.back().chunks) {
            const std::string_view text =
                std::string_view(migration_.text).substr(chunk.begin, chunk.end - chunk.begin);
            for (const Piece& piece : split_statements(text, {})) {
                each.push_back({chunk.begin + piece.begin, chunk.begin + piece.end});
            }
        }
        migration_.batches.back().chunks = std::move(each);
    }

    // A delimiter of its own stands at the end of a line.
    void add(const TextLine& line) {
        std::vector<Chunk>& chunks = migration_.batches.back().chunks;
        const bool is_end = !delimiter_.empty() && delimiter_ != ";" && line.text.ends_with(delimiter_);
        const auto text_end = static_cast<std::size_t>(line.text.data() + line.text.size() - migration_.text.data());
        chunks.back().end = is_end ? text_end - delimiter_.size() : line.end;
        if (is_end) chunks.push_back({line.end, line.end});
    }

    Migration& migration_;
    std::string_view delimiter_;
    bool splits_ = false;
    bool is_left_out_ = false;  // the changeset, which is another system's
};

std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found;
    for (const std::string& file : folder.files()) {
        if (!file.ends_with(".sql")) continue;
        Migration migration{.path = file, .version = {}, .text = folder.read(file), .batches = {}};
        if (!is_formatted(migration.text)) continue;
        find_unread(migration, is_mark, "--changeset");
        Reader(migration).read();
        found.push_back(std::move(migration));
    }
    std::ranges::stable_sort(found, naturally_before, &Migration::path);
    return found;
}

}  // namespace liquibase_files

// liquibase/liquibase, AbstractFormattedChangeLogParser.java
constinit const Layout liquibase{"liquibase",
                                 "a first line --liquibase formatted sql",
                                 "runInTransaction:false at the changeset",
                                 {},
                                 liquibase_files::fits,
                                 liquibase_files::read};

}  // namespace mana_guard::layouts

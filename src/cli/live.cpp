#include "cli/live.hpp"
#include "cli/collector.hpp"
#include "cli/guard_words.hpp"
#include "cli/runner.hpp"
#include "layouts/lines.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace mana_guard::cli {
namespace {

// What lint() gets: what the migration runs, with the BEGIN and COMMIT that its tool sends around it.
class DryRun {
  public:
    DryRun(const Migration& migration, const Additions& additions) : run_text_(migration.run_text()) {
        for (const Batch& batch : migration.batches) {
            has_own_ = batch.transaction != Transaction::None;
            if (has_own_) add("BEGIN;");
            for (const Chunk& chunk : batch.chunks) add(chunk, additions);
            if (has_own_) add("\n;COMMIT;");
        }
    }

    [[nodiscard]] const std::string& text() const { return text_; }

    // Where the character, counted from one, is in what the migration runs; and whether its tool has begun a
    // transaction there.
    [[nodiscard]] std::pair<std::size_t, bool> place_of(std::size_t character) const {
        const std::size_t offset = offset_of_code_point(text_, std::max<std::size_t>(character, 1));
        const Part* last = nullptr;
        for (const Part& part : parts_) {
            if (last != nullptr && part.offset > offset) break;
            last = &part;
        }
        if (last == nullptr) return {};
        return {std::min(last->chunk.begin + (offset - std::min(offset, last->offset)), last->chunk.end), last->is_in};
    }

    // Whether the character is of the migration's own.
    [[nodiscard]] bool has(std::size_t character) const {
        const std::size_t offset = offset_of_code_point(text_, std::max<std::size_t>(character, 1));
        return std::ranges::any_of(parts_, [offset](const Part& part) {
            return part.offset <= offset && offset < part.offset + (part.chunk.end - part.chunk.begin);
        });
    }

  private:
    struct Part {
        std::size_t offset;  // in the text
        Chunk chunk;
        bool is_in;  // a transaction of the tool's
    };

    void add(std::string_view words) { text_ += words; }

    // Several statements in one message are one transaction.
    void add(const Chunk& chunk, const Additions& additions) {
        const std::string_view sent = std::string_view(run_text_).substr(chunk.begin, chunk.end - chunk.begin);
        const std::vector<Piece> pieces = split_statements(sent, additions);
        const bool is_implicit = !has_own_ && !additions.has_psql_commands &&
                                 std::ranges::count(pieces, PieceKind::Statement, &Piece::kind) > 1;
        if (is_implicit) add("BEGIN;");
        parts_.push_back({text_.size(), chunk, has_own_ || is_implicit});
        text_ += sent;
        // What a comment may hide.
        add(is_implicit ? "\n;COMMIT;" : "\n;");
    }

    std::string_view run_text_;
    std::string text_;
    std::vector<Part> parts_;
    bool has_own_ = false;
};

// What lint() can't know: what the tool would do besides, and statements that reach into the guard.
std::vector<ReportedFinding> faults_of_file(const Migration& migration, const Layout& layout) {
    const Lines lines(migration.text);
    std::vector<ReportedFinding> found;
    const auto add = [&](std::size_t offset, const char* code, std::string message, std::string hint = {}) {
        found.push_back({.rule = {}, .code = code});
        found.back().message = std::move(message);
        found.back().hint = std::move(hint);
        found.back().begin = found.back().end = lines.at(migration.offset_in_file(offset));
    };
    const std::string_view text = migration.run_text();
    for (const NotRun& part : migration.not_run) add(part.offset, part.code.c_str(), part.message, part.hint);
    for (const Batch& batch : migration.batches) {
        for (const Chunk& chunk : batch.chunks) {
            const std::string_view sent = text.substr(chunk.begin, chunk.end - chunk.begin);
            if (const std::size_t nul = sent.find('\0'); nul != std::string_view::npos)
                add(chunk.begin + nul, "MGF03", "the file has a NUL byte, and is judged only up to it");
            for (const Piece& piece : split_statements(sent, layout.additions)) {
                const std::string word = piece.kind == PieceKind::Statement ? guard_word_in(piece.body_in(sent)) : "";
                if (!word.empty())
                    add(chunk.begin + piece.body, "MGF07", formatted("{} changes what the guard judges", word));
            }
        }
    }
    return found;
}

// The database counts the tool's BEGIN and COMMIT among the statements.
void say_why_not_judged(ReportedFinding& finding) {
    const bool is_own = finding.message.ends_with("is not run");
    finding.code = "MGF03";
    finding.message =
        is_own ? "the statement is not run, since a rollback would not undo what it does; so it is not judged"
               : "the statement is not judged, since the run ended at one before it";
}

}  // namespace

void lint_in_database(Database& database, const Options& options, const Selection& selection, Report& report) {
    for (const Migration& migration : selection.migrations) {
        const std::string path = selection.folder + migration.path;
        if (selection.unreported.contains(path)) continue;
        report.files.push_back({.path = path, .text = migration.text});
        const DryRun sent(migration, selection.layout->additions);
        const Lines lines(migration.text);
        std::vector<ReportedFinding> findings = faults_of_file(migration, *selection.layout);
        for (Collected& one : dry_run(database, sent.text(), options.lock_timeout)) {
            // The COMMIT that the tool sends is nothing that was left out.
            if (one.finding.code.empty() && !sent.has(one.position)) continue;
            const auto [offset, is_in_transaction] = sent.place_of(one.position);
            one.finding.begin = one.finding.end = lines.at(migration.offset_in_file(offset));
            if (one.finding.code.empty()) say_why_not_judged(one.finding);
            if (is_in_transaction) name_way_out_of_transaction(one.finding, *selection.layout);
            findings.push_back(std::move(one.finding));
        }
        for (ReportedFinding& finding : findings) {
            finding.path = path;
            report.findings.push_back(std::move(finding));
        }
    }
}

}  // namespace mana_guard::cli

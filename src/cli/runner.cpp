#include "cli/runner.hpp"
#include "cli/failure.hpp"
#include "cli/guard_words.hpp"
#include "cli/progress.hpp"
#include "cli/signals.hpp"
#include "layouts/lines.hpp"
#include "migrations/scanner.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace mana_guard::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view cannot_be_in_transaction = "25001";  // active_sql_transaction

// Statements after which nothing can have been found. SET TRANSACTION must come before any query.
bool is_control(std::string_view sql) {
    const Token first = token_at(sql, 0);
    const std::string_view word = sql.substr(0, first.end);
    return std::ranges::any_of(std::initializer_list<std::string_view>{"begin", "start", "set", "savepoint", "reset"},
                               [word](std::string_view keyword) { return is_keyword(word, keyword); });
}

bool is_letter(char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

// Whether the statement has the name other than as a part of a longer one.
bool names(std::string_view sql, std::string_view name) {
    for (std::size_t at = sql.find(name); at != std::string_view::npos; at = sql.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || !is_letter(sql[at - 1])) && (end == sql.size() || !is_letter(sql[end]))) return true;
    }
    return false;
}

std::string_view without_blanks(std::string_view text) {
    return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

}  // namespace

void name_way_out_of_transaction(ReportedFinding& finding, const Layout& layout) {
    if (finding.code != cannot_be_in_transaction || layout.without_transaction.empty()) return;
    finding.code = "MGF04";
    finding.hint = formatted("{} runs the file in a transaction unless told otherwise: {}", layout.name,
                             layout.without_transaction);
}

Runner::Runner(Database& database, const Layout& layout, std::string folder, Report& report)
    : database_(database),
      collector_(database),
      witness_(database, "on"),
      layout_(layout),
      folder_(std::move(folder)),
      report_(report) {
    collector_.prove();
}

Runner::Source::Source(std::string path_of_it, const Migration& migration_of_it)
    : path(std::move(path_of_it)),
      text(migration_of_it.run_text()),
      migration(&migration_of_it),
      lines(migration_of_it.text) {}

Runner::Source::Source(std::string path_of_it, std::string included)
    : path(std::move(path_of_it)), own(std::move(included)), text(own), lines(own) {}

Place Runner::Source::at(std::size_t offset) const {
    return lines.at(migration == nullptr ? offset : migration->offset_in_file(offset));
}

void Runner::run(const std::vector<Migration>& migrations) {
    Progress progress("judging", migrations.size());
    std::string failed;
    for (const Migration& migration : migrations) {
        const std::string path = folder_ + migration.path;
        report_.files.push_back({.path = path, .text = migration.text});
        if (has_failed_) {
            report_.files.back().was_judged = false;
            report_.files.back().why_not = formatted("{} failed, and its tool would have stopped there", failed);
            continue;
        }
        progress.step(path);
        throw_if_interrupted();
        run_file(migration);
        if (has_failed_) failed = path;
    }
    end_shared();
    collector_.reset();
    if (!has_failed_) collector_.prove();
}

void Runner::run_file(const Migration& migration) {
    const Source& source = sources_.emplace_back(folder_ + migration.path, migration);
    if (!is_readable(source)) return;
    for (const NotRun& part : migration.not_run) fault(source, part.offset, part.code, part.message, part.hint);
    const bool is_all_shared = std::ranges::all_of(
        migration.batches, [](const Batch& batch) { return batch.transaction == Transaction::Shared; });
    if (!is_all_shared) end_shared();
    collector_.file_begins(source.path);
    for (const Batch& batch : migration.batches) {
        run_batch(batch, source);
        if (has_failed_) break;
    }
    end_file(source);
}

void Runner::run_batch(const Batch& batch, const Source& source) {
    const bool is_own = batch.transaction == Transaction::Own;
    if (is_own || (batch.transaction == Transaction::Shared && !is_shared_)) {
        control("BEGIN");
        has_own_transaction_ = true;
        is_shared_ = !is_own;
    }
    for (const Chunk& chunk : batch.chunks) {
        run_chunk(chunk, source, has_own_transaction_);
        if (has_failed_) return;
    }
    if (!is_own) return;
    has_own_transaction_ = false;
    const Result result = database_.try_run("COMMIT");
    if (result.failed()) refused(source, batch.chunks.empty() ? 0 : batch.chunks.back().end, "COMMIT", result);
    take();
}

// Several statements in one message are one transaction, unless there is one already.
void Runner::run_chunk(const Chunk& chunk, const Source& source, bool is_in_transaction) {
    const std::string_view text = source.text.substr(chunk.begin, chunk.end - chunk.begin);
    const std::vector<Piece> pieces = split_statements(text, layout_.additions);
    const auto statements = std::ranges::count(pieces, PieceKind::Statement, &Piece::kind);
    const bool is_implicit = statements > 1 && !is_in_transaction && !layout_.additions.has_psql_commands;
    if (is_implicit) {
        control("BEGIN");
        has_own_transaction_ = true;
    }
    run_pieces(chunk, pieces, source);
    if (!is_implicit || has_failed_) return;
    has_own_transaction_ = false;
    const Result result = database_.try_run("COMMIT");
    if (result.failed()) refused(source, chunk.begin, "COMMIT", result);
    take();
}

void Runner::run_pieces(const Chunk& chunk, const std::vector<Piece>& pieces, const Source& source) {
    for (std::size_t i = 0; i < pieces.size() && !has_failed_; ++i) {
        const Piece& piece = pieces[i];
        const std::string_view text = source.text.substr(chunk.begin, chunk.end - chunk.begin);
        const std::string_view body = without_blanks(piece.body_in(text));
        const std::size_t begin = chunk.begin + piece.body;
        if (piece.kind == PieceKind::PsqlCommand) run_psql(source, begin, body);
        if (piece.kind != PieceKind::Statement) continue;
        const bool has_rows = i + 1 < pieces.size() && pieces[i + 1].kind == PieceKind::CopyData;
        run_statement(source, begin, body, has_rows ? pieces[i + 1].in(text) : std::string_view());
    }
}

void Runner::run_statement(const Source& source, std::size_t begin, std::string_view sql, std::string_view rows) {
    throw_if_interrupted();
    const std::string sent = interpolated(
        sql, variables_, [this](std::string_view text) { return database_.literal(text); },
        [this](std::string_view text) { return database_.name(text); });
    ran_.push_back({.source = &source, .begin = begin, .text = std::string(sql)});
    if (const std::string word = guard_word_in(sql); !word.empty()) {
        fault(source, begin, "MGF07", formatted("{} changes what the guard judges", word),
              "Change the policy's document instead, by which all files are judged.");
    }
    bool is_begun_twice = false;
    database_.on_notice([&](std::string_view state) { is_begun_twice |= state == cannot_be_in_transaction; });
    Result result = database_.try_run(sent);
    if (result.awaits_copy_data()) {
        // Data begins on the next line, and ends with a line \. that is none of it.
        const std::size_t first = std::min(rows.find('\n'), rows.size());
        std::string_view data = rows.substr(std::min(first + 1, rows.size()));
        const std::size_t last = data.rfind("\\.");
        if (last != std::string_view::npos) data = data.substr(0, last);
        result = database_.copy(data);
        if (!without_blanks(rows.substr(0, first)).empty()) {
            fault(source, begin + sql.size(), "MGF03", "what follows COPY FROM STDIN on its line is not run",
                  "Put it on a line of its own, below the rows.");
        }
    }
    database_.on_notice({});
    if (is_begun_twice) {
        fault(source, begin, "MGF02", "a transaction begins inside of a transaction",
              has_own_transaction_ ? "The migration tool has begun one already: remove this BEGIN and its COMMIT."
                                   : "Remove one of them.");
    }
    if (result.failed()) return refused(source, begin, sql, result);
    if (!is_control(sql)) take();
}

void Runner::run_psql(const Source& source, std::size_t begin, std::string_view command) {
    const PsqlCommand followed = follow(command, variables_);
    if (followed.effect == PsqlEffect::Include) return include(followed.argument, source, begin);
    if (followed.effect == PsqlEffect::IncludeRelative) {
        return include((fs::path(source.path).parent_path() / followed.argument).string(), source, begin);
    }
    if (followed.effect == PsqlEffect::Nothing) return;
    fault(source, begin, "MGF03",
          formatted("the command {} of psql is not run, so what it does is not judged",
                    command.substr(0, command.find_first_of(" \t"))),
          "Write what it would have run as statements.");
}

void Runner::include(const std::string& path, const Source& from, std::size_t offset) {
    constexpr int most = 20;
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in || depth_ == most) {
        fault(from, offset, "MGF03", formatted("the file {} could not be included", path), "");
        has_failed_ = true;
        return;
    }
    ++depth_;
    if (std::ranges::find(report_.files, path, &ReportedFile::path) == report_.files.end()) {
        report_.files.push_back({.path = path, .text = text});
    }
    const Source& source = sources_.emplace_back(path, std::move(text));
    if (!is_readable(source)) return;
    for (const Batch& batch : each_statement(source.text, layout_.additions)) {
        for (const Chunk& chunk : batch.chunks) {
            if (!has_failed_) run_chunk(chunk, source, false);
        }
    }
    --depth_;
}

void Runner::control(const std::string& sql) {
    database_.run(sql);
}

void Runner::end_shared() {
    if (!is_shared_) return;
    is_shared_ = has_own_transaction_ = false;
    const Result result = database_.try_run(has_failed_ ? "ROLLBACK" : "COMMIT");
    if (result.failed() && !ran_.empty()) refused(*ran_.back().source, 0, "COMMIT", result);
    take();
}

// A file that left a transaction open would have it end with its connection. After an error the transaction is rolled
// back, also a shared one, and no other file follows.
void Runner::end_file(const Source& source) {
    if (has_failed_ && database_.transaction() != PQTRANS_IDLE) {
        database_.run("ROLLBACK");
        is_shared_ = false;
    } else if (!has_own_transaction_ && database_.transaction() != PQTRANS_IDLE) {
        const std::size_t end = without_blanks(source.text).size();
        fault(source, end, "MGF01", "the file ends with an open transaction, which is then rolled back",
              "End it with COMMIT.");
        database_.run("ROLLBACK");
    }
    if (has_failed_) has_own_transaction_ = false;
    take();
    // A file may end as another role, which the next one isn't, and which may not use the collector.
    database_.run("SET SESSION AUTHORIZATION DEFAULT");
    check_witness(source);
    collector_.file_ends();
    take();
    if (collector_.is_full())
        fault(source, 0, "MGF03", "the guard keeps no more findings of this file: the rest of it is not judged", "");
    collector_.reset();
    // A shared transaction's COMMIT may still have something to say of them.
    if (!is_shared_) {
        ran_.clear();
        sources_.clear();
    }
    for (Ran& ran : ran_) ran.ordinal.clear();
}

// libpq would take the text only to its first NUL.
bool Runner::is_readable(const Source& source) {
    const std::size_t nul = source.text.find('\0');
    if (nul == std::string_view::npos) return true;
    fault(source, nul, "MGF03", "the file has a NUL byte, so it is not run and not judged",
          "Save it as UTF-8 without NUL bytes.");
    has_failed_ = true;
    return false;
}

// A migration that reaches into the guard isn't judged by the policy, nor is what follows it.
void Runner::check_guard() {
    if (has_failed_ || ran_.empty() || collector_.is_in_force()) return;
    has_failed_ = true;
    ReportedFinding finding{.rule = {}, .code = "MGF07"};
    finding.message = "the guard is switched off here, or has forgotten what it found, so the rest is not judged";
    finding.path = ran_.back().source->path;
    finding.begin = ran_.back().first();
    finding.end = ran_.back().last();
    report_.findings.push_back(std::move(finding));
}

void Runner::check_witness(const Source& source) {
    const std::string complaint = witness_.complaint();
    if (complaint.empty() || has_failed_) return;
    fault(source, 0, "MGF07", complaint + " by this file, so the rest is not judged",
          "Change the policy's document instead, by which all files are judged.");
    has_failed_ = true;
}

void Runner::take() {
    if (database_.transaction() == PQTRANS_INERROR) return;
    for (const Collected& one : collector_.take()) add(one);
    check_guard();
}

// The statement by its ordinal, if a finding has come with it before; at COMMIT the last one that names the object;
// else the one that has just run.
const Runner::Ran* Runner::statement_of(const Collected& one) {
    if (ran_.empty()) return nullptr;
    const auto known = std::ranges::find_if(ran_.rbegin(), ran_.rend(), [&](const Ran& ran) {
        return !one.statement.empty() && ran.ordinal == one.statement;
    });
    if (known != ran_.rend()) return &*known;
    if (one.is_at_commit && !one.finding.object.empty()) {
        const auto naming = std::ranges::find_if(ran_.rbegin(), ran_.rend(),
                                                 [&](const Ran& ran) { return names(ran.text, one.finding.object); });
        if (naming != ran_.rend()) return &*naming;
    }
    if (!one.is_at_commit) ran_.back().ordinal = one.statement;
    return &ran_.back();
}

void Runner::add(const Collected& one) {
    ReportedFinding finding = one.finding;
    const Ran* ran = statement_of(one);
    if (ran != nullptr) {
        const std::size_t inside = one.position > 0 ? offset_of_code_point(ran->text, one.position) : 0;
        finding.path = ran->source->path;
        finding.begin = ran->source->at(ran->begin + inside);
        finding.end = ran->last();
        finding.statement = ran->text;
        const Migration* const migration = ran->source->migration;
        if (variables_.empty() && (migration == nullptr || !migration->filled)) finding.statement_begin = ran->first();
    }
    report_.findings.push_back(std::move(finding));
}

void Runner::fault(const Source& source, std::size_t offset, const std::string& code, const std::string& message,
                   const std::string& hint) {
    ReportedFinding finding{.rule = {}, .code = code};
    finding.message = message;
    finding.hint = hint;
    finding.path = source.path;
    finding.begin = source.at(offset);
    finding.end = source.at(std::min(source.text.find('\n', offset), source.text.size()));
    report_.findings.push_back(std::move(finding));
}

void Runner::refused(const Source& source, std::size_t begin, std::string_view sql, const Result& result) {
    has_failed_ = true;
    const std::string state = result.field(PG_DIAG_SQLSTATE);
    const std::string position = result.field(PG_DIAG_STATEMENT_POSITION);
    const std::size_t inside = position.empty() ? 0 : offset_of_code_point(sql, number_in(position));
    fault(source, std::min(begin + inside, source.text.size()), state, result.field(PG_DIAG_MESSAGE_PRIMARY),
          result.field(PG_DIAG_MESSAGE_HINT));
    if (has_own_transaction_) name_way_out_of_transaction(report_.findings.back(), layout_);
    report_.findings.back().detail = result.field(PG_DIAG_MESSAGE_DETAIL);
    report_.findings.back().statement = sql;
}

}  // namespace mana_guard::cli

// Runs migrations on a scratch server as their tool would, and reports what the guard finds.
#pragma once

#include "core.hpp"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "cli/collector.hpp"
#include "cli/database.hpp"
#include "cli/psql_commands.hpp"
#include "cli/witness.hpp"
#include "formats/report.hpp"
#include "layouts/layout.hpp"

namespace mana_guard::cli {

// Makes PostgreSQL's error that the statement can't run in a transaction, which is one of the migration tool, a fault
// of the file, with the tool's own directive. Other findings stay as they are.
void name_way_out_of_transaction(ReportedFinding& finding, const Layout& layout);

class Runner {
  public:
    // `folder` is put before the migrations' paths in the report, and included files are read relative to them.
    Runner(Database& database, const Layout& layout, std::string folder, Report& report);

    // Runs the migrations in order until one fails, which the report then has as a finding. Those that follow it are in
    // the report as not judged.
    void run(const std::vector<Migration>& migrations);

  private:
    // Where a text comes from.
    struct Source {
        Source(std::string path_of_it, const Migration& migration_of_it);
        Source(std::string path_of_it, std::string included);

        // Where in the file the byte at this offset of the text comes from.
        [[nodiscard]] Place at(std::size_t offset) const;

        std::string path;
        std::string own;  // of an included file
        std::string_view text;
        const Migration* migration = nullptr;
        Lines lines;  // of the file
    };
    struct Ran {  // a statement that was sent
        const Source* source = nullptr;
        std::size_t begin = 0;
        std::string text{};
        std::string ordinal{};  // the server's; empty until a finding of it tells

        [[nodiscard]] Place first() const { return source->at(begin); }
        [[nodiscard]] Place last() const { return source->at(begin + text.size()); }
    };

    void run_file(const Migration& migration);
    void run_batch(const Batch& batch, const Source& source);
    void run_chunk(const Chunk& chunk, const Source& source, bool is_in_transaction);
    void run_pieces(const Chunk& chunk, const std::vector<Piece>& pieces, const Source& source);
    void run_statement(const Source& source, std::size_t begin, std::string_view sql, std::string_view rows);
    void run_psql(const Source& source, std::size_t begin, std::string_view command);
    void include(const std::string& path, const Source& from, std::size_t offset);
    void control(const std::string& sql);  // BEGIN and COMMIT of the tool's own
    void end_shared();
    void end_file(const Source& source);
    void take();
    void check_guard();
    void check_witness(const Source& source);
    bool is_readable(const Source& source);
    void add(const Collected& one);
    void fault(const Source& source, std::size_t offset, const std::string& code, const std::string& message,
               const std::string& hint);
    void refused(const Source& source, std::size_t begin, std::string_view sql, const Result& result);
    const Ran* statement_of(const Collected& one);

    Database& database_;
    Collector collector_;
    Witness witness_;
    const Layout& layout_;
    std::string folder_;
    Report& report_;
    PsqlVariables variables_;
    std::deque<Source> sources_;  // of what ran_ has
    std::vector<Ran> ran_;
    bool has_own_transaction_ = false;  // that the runner has begun
    bool is_shared_ = false;
    bool has_failed_ = false;
    int depth_ = 0;  // of included files
};

}  // namespace mana_guard::cli

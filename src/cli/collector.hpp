// The interface of the extension that collects findings instead of refusing statements. All uses of it are here.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "cli/database.hpp"
#include "formats/report.hpp"

namespace mana_guard::cli {

// A finding with what the server says of the statement that it is about.
struct Collected {
    ReportedFinding finding;
    std::string statement;     // the ordinal in the session
    std::size_t position = 0;  // of the object in the statement, in characters from 1; 0: not known
    bool is_at_commit = false;
};

// A row of type mana_guard.finding, by the names of its columns.
ReportedFinding finding_of(const Result& result, int row);

// Settings for a server's command line: tables count as in use though they hold no rows; what is found goes to the
// server's log, with all statements.
std::vector<std::string> settings_for_log();

// The findings of those lines of the server's log.
std::vector<ReportedFinding> findings_in_log(const std::string& log);

// Whether the log, written with log_connections on, has a session of another program.
bool has_other_sessions(std::string_view log);

// The statements of its lines that log_statement has written.
std::vector<std::string> statements_in_log(std::string_view log);

class Collector {
  public:
    // For the end of a connection string: so they come back after RESET ALL.
    static std::string settings();
    // Of a connection with these settings(). Throws Failure (NotJudged) if the extension has no collector.
    explicit Collector(Database& database);

    // Throws Failure (NotJudged) unless it judges().
    void prove();
    // Whether a breach made for this, and rolled back, is found: the guard is loaded and judges. All that was found
    // before must have been taken.
    bool judges();
    // Whether nothing had switched off the guard or the collector in this session, or made it forget what was found,
    // when take() was called last.
    [[nodiscard]] bool is_in_force() const { return is_in_force_; }
    // Whether it keeps no more of this file.
    [[nodiscard]] bool is_full() const;
    // A file is the unit: what it makes is new until its end, and rules of COMMIT are judged there.
    void file_begins(const std::string& path);
    void file_ends();
    // What was found since the last call. Not in a failed transaction.
    std::vector<Collected> take();
    // Forgets what was taken; the server then counts statements from 1 again.
    void reset();

  private:
    Database& database_;
    int taken_ = 0;
    bool is_in_force_ = true;
};

// What the guard would say of this SQL in a live database, by its function lint(). Throws Failure (NotJudged).
std::vector<Collected> dry_run(Database& database, const std::string& sql, const std::string& lock_timeout);

// Throws Failure (NotJudged) if the database has no guard, or it is off or damaged: status() of the extension.
void require_guard(Database& database);

}  // namespace mana_guard::cli

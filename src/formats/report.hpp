// What a run of the tool has found, as plain values for every format.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "migrations/place.hpp"
#include "model/severity.hpp"

namespace mana_guard {

struct ReportedFinding {
    std::string rule;  // empty: an error of PostgreSQL itself, or a fault of the file
    std::string code;  // the rule's, a SQLSTATE, or MGF and a number
    Severity severity = Severity::Error;
    std::string object_type{};
    std::string schema{};
    std::string object{};
    std::string column{};
    std::string identity{};
    std::string owner{};
    std::string value{};
    std::string message{};
    std::string detail{};
    std::string hint{};
    std::string fix{};  // the SQL that would pass instead, or that fixes the object
    bool is_exempt = false;
    bool is_new = false;  // it isn't in the earlier report
    std::string path{};   // empty: it is about the database, not a file
    Place begin{};
    Place end{};
    std::string statement{};
    std::optional<Place> statement_begin{};  // if it stands in the file as it was run, up to the end
};

struct ReportedFile {
    std::string path;
    std::string text{};  // for frames
    bool was_judged = true;
    std::string why_not{};  // if it wasn't
};

struct Report {
    std::string tool_version{};
    std::string begun{};     // when, in UTC
    std::string database{};  // of an audit
    std::string server_version{};
    std::string policy{};  // the document that holds; empty: the database's own rows
    std::string profile{};
    std::string manual{};  // where the pages of rules are, with {page} for their path; empty: nobody knows
    std::vector<ReportedFinding> findings{};
    std::vector<ReportedFile> files{};
    std::string earlier{};                  // the report that this one is compared with; empty: none
    std::vector<ReportedFinding> gone{};    // what only the earlier one has
    std::vector<std::string> not_judged{};  // whole sentences
    std::string failure{};                  // why the run couldn't end; empty if it did
};

// Each finding with its fingerprint, which stays the same when lines move, and differs from all others.
struct Fingerprinted {
    const ReportedFinding* finding = nullptr;
    std::string fingerprint{};
};
std::vector<Fingerprinted> fingerprinted(const Report& report);

// Removes exempt findings unless they are wanted, and sorts the others by file, place and severity.
void arrange(Report& report, bool with_exempt);

// The worst first; of the same severity in the report's order.
std::vector<const ReportedFinding*> worst_first(const Report& report);

struct Counts {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t logged = 0;
    std::size_t files = 0;  // that were judged
    std::size_t files_at_fault = 0;
};
Counts counted(const Report& report);

// What stands of one schema, rule or owner, and how that compares with the earlier report.
struct Share {
    std::string name;  // empty: of none
    std::size_t findings = 0;
    std::size_t fresh = 0;
    std::size_t gone = 0;
};
// The findings by this member of theirs, most first.
std::vector<Share> shares_by(std::string ReportedFinding::*member, const Report& report);

// "2 errors, 1 warning in 3 of 41 files", "1 error, 0 warnings; 1 new, 2 gone since june.json".
std::string summary_of(const Report& report);

}  // namespace mana_guard

// mana-guard lint: judges the files of migrations.
#include "cli/collector.hpp"
#include "cli/commands.hpp"
#include "cli/live.hpp"
#include "cli/output.hpp"
#include "cli/prepare.hpp"
#include "cli/progress.hpp"
#include "cli/runner.hpp"
#include "cli/scratch.hpp"
#include "cli/selection.hpp"
#include "formats/escapes.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <cstdio>

namespace mana_guard::cli {
namespace {

void show_files(const std::vector<Selection>& selections) {
    for (const Selection& selection : selections) {
        std::string text = formatted("{} ({})\n", selection.layout->name, selection.layout->marks);
        for (const Migration& one : selection.migrations) {
            const bool is_reported = !selection.unreported.contains(selection.folder + one.path);
            text += formatted("{}{}{}\n", printable(selection.folder + one.path),
                              one.version.empty() ? "" : "  version " + printable(one.version),
                              is_reported ? "" : "  (run, not reported)");
        }
        std::fputs(text.c_str(), stdout);
    }
}

// What an earlier file has found isn't reported; but if it fails, nothing after it is judged.
void leave_out(Report& report, const Selection& selection) {
    std::erase_if(report.findings, [&](const ReportedFinding& one) {
        return (!one.rule.empty() || one.code == "MGF07") && selection.unreported.contains(one.path);
    });
    std::erase_if(report.files, [&](const ReportedFile& file) {
        const bool has_finding =
            std::ranges::find(report.findings, file.path, &ReportedFinding::path) != report.findings.end();
        return selection.unreported.contains(file.path) && !has_finding;
    });
}

void add_strays(Report& report, const Selection& selection) {
    for (const std::string& path : selection.strays) {
        report.files.push_back(
            {.path = path,
             .was_judged = false,
             .why_not = "it is not among the migrations: another name, no SQL, or no entry in the list"});
    }
}

void add_doubled(Report& report, const Selection& selection) {
    for (const std::string& path : selection.doubled) {
        ReportedFinding finding{.rule = {}, .code = "MGF06"};
        finding.message = "another file has the same version, of which the tool runs one, or none";
        finding.path = path;
        report.findings.push_back(std::move(finding));
    }
}

// By dblink, or by a program that a COPY starts.
void find_other_sessions(std::string_view log, Report& report) {
    if (!has_other_sessions(log)) return;
    ReportedFinding finding{.rule = {}, .code = "MGF03"};
    finding.message = "a file opened a session of its own, in which nothing is judged";
    finding.hint = "Write what it does there as statements.";
    report.findings.push_back(std::move(finding));
}

void lint_on_scratch(const Options& options, const std::vector<Selection>& selections, Report& report) {
    for (const Selection& selection : selections) {
        ScratchOptions scratch = scratch_options(options);
        scratch.settings = {"log_connections=on", "lc_messages=C"};
        const auto server = start_scratch(scratch);
        Database database(server->conninfo() + Collector::settings());
        report.server_version = database.server_version();
        prepare(database, options);
        const std::size_t before = server->log().size();
        if (selection.layout->dialect) speak(database, *selection.layout->dialect);
        Runner(database, *selection.layout, selection.folder, report).run(selection.migrations);
        find_other_sessions(std::string_view(server->log()).substr(before), report);
        add_doubled(report, selection);
        leave_out(report, selection);
        add_strays(report, selection);
    }
    report.not_judged = not_judged_on_scratch();
}

void lint_on_live_database(const Options& options, const std::vector<Selection>& selections, Report& report) {
    remark("judging in a transaction of this database that is rolled back; it takes real locks until then");
    Database database(options.url);
    report.server_version = database.server_version();
    require_guard(database);
    for (const Selection& selection : selections) {
        lint_in_database(database, options, selection, report);
        add_doubled(report, selection);
        add_strays(report, selection);
    }
    report.not_judged = {"each file by itself, on the database as it is now: a file that builds on another one fails"};
}

// Whether SQLSTATE `code` says that something isn't there: a schema, a table, a type, a function.
bool is_absence(std::string_view code) {
    constexpr std::string_view codes[] = {"3F000", "42P01", "42704", "42883"};
    return std::ranges::find(codes, code) != std::end(codes);
}

// What no migration creates a scratch server doesn't have.
void add_ways_to_absent(Report& report, const Options& options) {
    if (!options.baseline.empty() || !options.before.empty()) return;
    for (ReportedFinding& one : report.findings) {
        if (!one.rule.empty() || !is_absence(one.code) || !one.hint.empty()) continue;
        one.hint =
            "If no migration creates it, start from what production has (mana-guard baseline, then --baseline FILE), "
            "or "
            "name a file that creates it: before, under [scratch] in mana-guard.toml.";
    }
}

// Other linters' comments are mentioned, once, since somebody may rely on them.
void remark_on_other_linters(const std::vector<Selection>& selections) {
    for (const Selection& selection : selections) {
        for (const Migration& migration : selection.migrations) {
            for (const std::string_view word : {"squawk-ignore", "atlas:nolint"}) {
                const std::size_t at = migration.text.find(word);
                if (at == std::string::npos || selection.unreported.contains(selection.folder + migration.path))
                    continue;
                const std::size_t line = Lines(migration.text).at(at).line;
                return remark(printable(
                    formatted("{}:{}: {} is another linter's comment and exempts nothing here; mana-guard exempt does",
                              selection.folder + migration.path, line, word)));
            }
        }
    }
}

Exit lint(const Options& options) {
    const std::vector<Selection> selections = selected(options);
    if (options.shows_files) {
        show_files(selections);
        return Exit::Clean;
    }
    const bool is_nothing = std::ranges::all_of(
        selections, [](const Selection& one) { return one.unreported.size() == one.migrations.size(); });
    if (is_nothing) remark("no migration has changed: nothing is reported");
    remark_on_other_linters(selections);
    Report report = new_report(options);
    return reported(report, options, [&] {
        if (options.url.empty()) {
            lint_on_scratch(options, selections, report);
            add_ways_to_absent(report, options);
        } else {
            lint_on_live_database(options, selections, report);
        }
    });
}

}  // namespace

void add_lint(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command =
        *app.add_subcommand("lint", "Judge migration files by running them on a server that is thrown away");
    command.add_option("PATH", options.paths, "Folders or files of migrations; - is standard input")->type_name("");
    command.add_option("--layout", options.layout, "Whose migrations they are, if that can't be recognised")
        ->type_name("NAME");
    command
        .add_option("--since", options.since,
                    "Report only files added or changed since the merge base with this revision")
        ->type_name("REV");
    command.add_option("--after", options.after, "Report only the migrations after this version")->type_name("VERSION");
    command.add_option("--stdin-name", options.stdin_name, "The path to report for standard input")->type_name("PATH");
    command
        .add_option("--placeholder", options.given_placeholders,
                    "What Flyway puts in the place of ${NAME}; its own configuration is read besides")
        ->check([](const std::string& text) {
            return text.find('=') == std::string::npos ? "\"" + text + "\" is not NAME=VALUE" : std::string();
        })
        ->type_name("NAME=VALUE");
    command.add_flag("--show-files", options.shows_files, "Print the layout and the files in their order, and end");
    command.add_flag("--scratch", options.is_scratch, "Judge on a scratch server, which is the default");
    command
        .add_option("--lock-timeout", options.lock_timeout, "With --url: give up waiting for a lock after this time")
        ->type_name("TIME");
    add_connection_options(command, options);
    add_scratch_options(command, options);
    add_policy_options(command, options);
    add_report_options(command, options);
    add_common_options(command, options);
    // A database is judged by its own policy and as it stands. What the configuration says is for scratch servers.
    for (const char* name : {"--scratch", "--image", "--pg-version", "--keep", "--baseline", "--policy", "--profile"})
        command.get_option("--url")->excludes(command.get_option(name));
    add_examples(command,
                 "  mana-guard lint                              the migrations of this project\n"
                 "  mana-guard lint db/migrations --since main   only what this branch adds\n"
                 "  mana-guard lint --format text --format sarif=lint.sarif\n"
                 "  alembic upgrade head --sql | mana-guard lint - --stdin-name alembic.sql\n");
    command.callback([&] { chosen = [&options] { return lint(options); }; });
}

}  // namespace mana_guard::cli

#include "cli/prepare.hpp"
#include "cli/document.hpp"
#include "cli/failure.hpp"
#include "migrations/place.hpp"
#include "migrations/splitter.hpp"
#include "rules/rule.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace mana_guard::cli {
namespace {

void run_unjudged(Database& database, const std::string& path) {
    const std::string text = text_of_file(path);
    const std::vector<Piece> pieces = split_statements(text, {.has_psql_commands = true, .has_copy_data = true});
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].kind != PieceKind::Statement) continue;
        Result result = database.try_run(std::string(pieces[i].body_in(text)));
        if (result.awaits_copy_data()) {
            std::string_view rows = i + 1 < pieces.size() ? pieces[i + 1].in(text) : std::string_view();
            rows = rows.substr(std::min(rows.find('\n'), rows.size()));
            if (!rows.empty()) rows.remove_prefix(1);
            result = database.copy(rows.substr(0, rows.rfind("\\.")));
        }
        if (!result.failed()) continue;
        throw Failure(Exit::WrongUse, formatted("{}:{}: {}", path, Lines(text).at(pieces[i].body).line,
                                                result.field(PG_DIAG_MESSAGE_PRIMARY)));
    }
}

void apply(Database& database, const std::string& sql, const std::string& argument, const std::string& what) {
    try {
        database.run(sql, {argument});
    } catch (const Failure& failure) {
        throw Failure(Exit::WrongUse, formatted("{}: {}", what, failure.what()), failure.hint());
    }
}

}  // namespace

ScratchOptions scratch_options(const Options& options) {
    return {.major = options.pg_version, .image = options.image, .is_kept = options.is_kept};
}

std::string text_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in) throw Failure(Exit::WrongUse, "could not read " + path);
    return text;
}

void prepare(Database& database, const Options& options) {
    database.run("SET mana_guard.enabled = off");
    if (!options.baseline.empty()) run_unjudged(database, options.baseline);
    for (const std::string& path : options.before) run_unjudged(database, path);
    database.run("RESET ALL");
    if (!options.policy.empty()) {
        apply(database, "SELECT mana_guard.import_policy($1::jsonb)", for_server(checked_document(options.policy)),
              options.policy);
    }
    if (!options.profile.empty()) apply(database, "SELECT mana_guard.use_profile($1)", options.profile, "--profile");
}

void speak(Database& database, Dialect dialect) {
    database.run(
        "SELECT mana_guard.set_dialect($1) WHERE NOT EXISTS (SELECT FROM mana_guard.policy WHERE dialect <> '')",
        {std::string(name_of(dialect))});
}

std::vector<std::string> not_judged_on_scratch() {
    constexpr std::string_view about_owners[] = {"schema_owner", "owner_is_service_role", "no_superuser_owner"};
    std::string of_roles;
    std::string of_session;
    for (const Rule* rule : catalog()) {
        const bool is_about_roles = rule->session.has(SessionFact::Roles) ||
                                    std::ranges::find(about_owners, rule->name) != std::end(about_owners);
        const bool is_about_session =
            rule->session.has(SessionFact::Timeouts) || rule->session.has(SessionFact::AdvisoryLocks);
        if (!is_about_roles && !is_about_session) continue;
        std::string& codes = is_about_roles ? of_roles : of_session;
        codes += (codes.empty() ? "" : ", ") + std::string(rule->code);
    }
    return {of_roles + " (they depend on the roles of the real server)",
            formatted("what the migration tool itself sets and locks in its session; {} see what the files do",
                      of_session)};
}

}  // namespace mana_guard::cli

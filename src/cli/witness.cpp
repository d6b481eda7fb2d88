#include "cli/witness.hpp"
#include "cli/failure.hpp"
#include "text/formatted.hpp"

namespace mana_guard::cli {
namespace {

// A sequence counts although a transaction rolls back. All of it belongs to the extension, so it is not judged, nor
// seen by tools that compare schemas. From 'fatal' on the server's log has no findings.
constexpr const char* installation =
    "BEGIN;"
    "SET LOCAL mana_guard.enabled = off;"
    "CREATE SEQUENCE mana_guard.unjudged;"
    "CREATE FUNCTION mana_guard.witness() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER "
    "SET search_path = pg_catalog, pg_temp AS $witness$ BEGIN "
    "IF NOT current_setting('mana_guard.enabled')::bool OR NOT current_setting('mana_guard.assume_in_use')::bool "
    "OR current_setting('mana_guard.collect') <> {0} OR current_setting('mana_guard.max_severity') <> {1} "
    "OR current_setting('mana_guard.restore_detection')::bool OR current_setting('log_min_messages') IN ('fatal', "
    "'panic') "
    "THEN PERFORM nextval('mana_guard.unjudged'); END IF; END $witness$;"
    "CREATE EVENT TRIGGER mana_guard_witness ON ddl_command_end EXECUTE FUNCTION mana_guard.witness();"
    "ALTER EVENT TRIGGER mana_guard_witness ENABLE ALWAYS;"
    "ALTER EXTENSION mana_guard ADD SEQUENCE mana_guard.unjudged;"
    "ALTER EXTENSION mana_guard ADD FUNCTION mana_guard.witness();"
    "ALTER EXTENSION mana_guard ADD EVENT TRIGGER mana_guard_witness;"
    "COMMIT";

// A migration may register its service's schema.
constexpr const char* query =
    "SELECT (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM mana_guard.unjudged) AS unjudged, "
    "(SELECT pg_catalog.string_agg(state, ' ') FROM ("
    "SELECT pg_catalog.count(*) || ':' || pg_catalog.max(xmin::text::bigint) AS state FROM mana_guard.policy UNION ALL "
    "SELECT pg_catalog.count(*) || ':' || pg_catalog.max(xmin::text::bigint) FROM mana_guard.exemptions UNION ALL "
    "SELECT pg_catalog.count(*) || ':' || pg_catalog.max(xmin::text::bigint) FROM mana_guard.active_profile UNION ALL "
    "SELECT pg_catalog.count(*) || ':' || pg_catalog.max(xmin::text::bigint) FROM mana_guard.own_rules UNION ALL "
    "SELECT pg_catalog.count(*) || ':' || pg_catalog.max(xmin::text::bigint) FROM mana_guard.assumed_size UNION ALL "
    "SELECT pg_catalog.count(*)::text FROM mana_guard.policy_history WHERE table_name <> 'service_schemas') AS "
    "of_table) "
    "AS policy, "
    "(SELECT pg_catalog.string_agg(oid || evtenabled || xmin, ' ' ORDER BY oid) FROM pg_catalog.pg_event_trigger "
    "WHERE evtname LIKE 'mana_guard%') AS triggers";

}  // namespace

Witness::Witness(Database& database, const std::string& collect) : database_(database) {
    const std::string cap = database.run("SHOW mana_guard.max_severity").value();
    database.run(formatted(installation, database.literal(collect), database.literal(cap)));
    // The last statements of the installation were counted.
    database.run("SELECT setval('mana_guard.unjudged', 1, false)");
    known_ = state();
}

std::string Witness::complaint() {
    State now = state();
    std::string text = now.unjudged != known_.unjudged
                           ? "the guard was switched off, or deaf, while the schema was changed"
                       : now.triggers != known_.triggers ? "the event triggers of the guard were changed"
                       : now.policy != known_.policy     ? "the policy was changed, by which all files are judged"
                                                         : "";
    known_ = std::move(now);
    return text;
}

Witness::State Witness::state() {
    const Result row = database_.try_run(query);
    if (row.failed()) {
        throw Failure(Exit::NotJudged, "the guard is no longer in the scratch database, so nothing is judged",
                      "Something has dropped the extension mana_guard, or what belongs to it.");
    }
    return {row.value(0, "unjudged"), row.value(0, "policy"), row.value(0, "triggers")};
}

}  // namespace mana_guard::cli

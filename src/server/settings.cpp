#include "server/settings.hpp"

#include "server/prelude.hpp"

namespace mana_guard::server {
namespace {

Settings values;
bool preloaded = false;

const config_enum_entry announce_options[] = {
    {"off", static_cast<int>(Announce::Off), false},
    {"warning", static_cast<int>(Announce::Warning), false},
    {nullptr, 0, false},
};

const config_enum_entry severity_options[] = {
    {"log", static_cast<int>(Severity::Log), false},
    {"warn", static_cast<int>(Severity::Warn), false},
    {"error", static_cast<int>(Severity::Error), false},
    {nullptr, 0, false},
};

}  // namespace

const Settings& settings() {
    return values;
}

bool is_preloaded() {
    return preloaded;
}

void define_settings() {
    // session_preload_libraries are loaded while the backend starts, before 15 outside any transaction.
    preloaded = process_shared_preload_libraries_in_progress || IsInitProcessingMode() || !IsTransactionState();
    DefineCustomBoolVariable(
        "mana_guard.enabled", "Checks schema changes.",
        "Off lets every schema change pass. Only a superuser, or a role granted SET on it, may turn it off.",
        &values.enabled, true, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomBoolVariable(
        "mana_guard.restore_detection", "Lets a superuser's restore of a dump pass.",
        "A restore is recognised by its client and its settings: check_function_bodies off and an empty search_path.",
        &values.restore_detection, true, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable(
        "mana_guard.restore_clients", "Lists the programs whose restore of a dump passes.",
        "Programs are identified by application_name. A dump that another program sends is checked.",
        &values.restore_clients, "psql, pg_restore, pg_dumpall", PGC_SUSET, GUC_LIST_INPUT, nullptr, nullptr, nullptr);
    DefineCustomEnumVariable(
        "mana_guard.max_severity", "Sets the highest severity at which findings are reported.",
        "At log, nothing is refused or warned about; table mana_guard.log records what would have been.",
        &values.max_severity, static_cast<int>(Severity::Error), severity_options, PGC_SUSET, 0, nullptr, nullptr,
        nullptr);
    DefineCustomStringVariable("mana_guard.override_reason", "Gives the reason for reporting errors only as warnings.",
                               "While it isn't blank, nothing is refused; each violation is logged with this reason.",
                               &values.override_reason, "", PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomEnumVariable("mana_guard.announce", "Sends the text of a refusal as a warning just before the error.",
                             "For clients that show warnings but swallow errors.", &values.announce,
                             static_cast<int>(Announce::Off), announce_options, PGC_USERSET, 0, nullptr, nullptr,
                             nullptr);
    MarkGUCPrefixReserved("mana_guard");
}

}  // namespace mana_guard::server

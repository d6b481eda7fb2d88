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

// The words for on and off are those that PostgreSQL takes for a boolean.
const config_enum_entry collect_options[] = {
    {"off", static_cast<int>(Collect::Off), false}, {"on", static_cast<int>(Collect::On), false},
    {"log", static_cast<int>(Collect::Log), false}, {"false", static_cast<int>(Collect::Off), true},
    {"no", static_cast<int>(Collect::Off), true},   {"0", static_cast<int>(Collect::Off), true},
    {"true", static_cast<int>(Collect::On), true},  {"yes", static_cast<int>(Collect::On), true},
    {"1", static_cast<int>(Collect::On), true},     {nullptr, 0, false},
};

const config_enum_entry severity_options[] = {
    {"log", static_cast<int>(Severity::Log), false},
    {"warn", static_cast<int>(Severity::Warn), false},
    {"error", static_cast<int>(Severity::Error), false},
    {nullptr, 0, false},
};

// Those of PostgreSQL and of other libraries, while the guard's settings are defined.
struct Others {
    config_generic** all;
    int count;
    int before;  // how many sort before the guard's
};

#if PG_VERSION_NUM < 160000
// Before 16 the server appends each new setting to the array of all settings and sorts the array again, which compares
// each with the next (add_guc_variable() in utils/misc/guc.c). So in place of the others stands meanwhile one that
// sorts first and takes next to nothing to compare, which saves nine parts of ten. What is in the array of the guard's
// already stays: it was set before the library was loaded.
constexpr char own_prefix[] = "mana_guard.";
char no_name[] = "";
config_generic nameless;
constexpr Size place_size = sizeof(void*);

Others put_others_aside() {
    config_generic** all = get_guc_variables();
    const int count = GetNumConfigOptions();
    int begin = 0;
    for (int beyond = count; begin < beyond;) {
        const int middle = (begin + beyond) / 2;
        if (pg_strcasecmp(all[middle]->name, own_prefix) < 0) {
            begin = middle + 1;
        } else {
            beyond = middle;
        }
    }
    int end = begin;
    while (end < count && pg_strncasecmp(all[end]->name, own_prefix, sizeof(own_prefix) - 1) == 0) ++end;

    const Others others{static_cast<config_generic**>(palloc(count * place_size)), count - (end - begin), begin};
    memcpy(others.all, all, begin * place_size);
    memcpy(others.all + begin, all + end, (count - end) * place_size);
    memmove(all + others.count, all + begin, (end - begin) * place_size);
    nameless.name = no_name;
    for (int i = 0; i < others.count; ++i) all[i] = &nameless;
    return others;
}

void put_others_back(const Others& others) {
    config_generic** all = get_guc_variables();
    const int own = GetNumConfigOptions() - others.count;
    memmove(all + others.before, all + others.count, own * place_size);
    memcpy(all, others.all, others.before * place_size);
    memcpy(all + others.before + own, others.all + others.before, (others.count - others.before) * place_size);
    pfree(others.all);
}
#else
Others put_others_aside() {
    return {};
}
void put_others_back(const Others& /*others*/) {}
#endif

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
    // In the order of their names, for the sorting.
    const Others others = put_others_aside();
    DefineCustomEnumVariable("mana_guard.announce", "Sends the text of a refusal as a warning just before the error.",
                             "For clients that show warnings but swallow errors.", &values.announce,
                             static_cast<int>(Announce::Off), announce_options, PGC_USERSET, 0, nullptr, nullptr,
                             nullptr);
    DefineCustomBoolVariable(
        "mana_guard.assume_in_use", "Takes tables that stood before as in use, even if they are empty.",
        "For a copy of the schema without its rows. mana_guard.assumed_size says how large the tables are.",
        &values.assume_in_use, false, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomEnumVariable(
        "mana_guard.collect", "Collects findings instead of reporting them.",
        "At on, mana_guard.collected() returns them; at log, each is a line in the server's log. Nothing is refused.",
        &values.collect, static_cast<int>(Collect::Off), collect_options, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomBoolVariable(
        "mana_guard.enabled", "Checks schema changes.",
        "Off lets every schema change pass. Only a superuser, or a role granted SET on it, may turn it off.",
        &values.enabled, true, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomEnumVariable(
        "mana_guard.max_severity", "Sets the highest severity at which findings are reported.",
        "At log, nothing is refused or warned about; table mana_guard.log records what would have been.",
        &values.max_severity, static_cast<int>(Severity::Error), severity_options, PGC_SUSET, 0, nullptr, nullptr,
        nullptr);
    DefineCustomStringVariable("mana_guard.override_reason", "Gives the reason for reporting errors only as warnings.",
                               "While it isn't blank, nothing is refused; each violation is logged with this reason.",
                               &values.override_reason, "", PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable(
        "mana_guard.restore_clients", "Lists the programs whose restore of a dump passes.",
        "Programs are identified by application_name. A dump that another program sends is checked.",
        &values.restore_clients, "psql, pg_restore, pg_dumpall", PGC_SUSET, GUC_LIST_INPUT, nullptr, nullptr, nullptr);
    DefineCustomBoolVariable(
        "mana_guard.restore_detection", "Lets a superuser's restore of a dump pass.",
        "A restore is recognised by its client and its settings: check_function_bodies off and an empty search_path.",
        &values.restore_detection, true, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    put_others_back(others);
    MarkGUCPrefixReserved("mana_guard");
}

}  // namespace mana_guard::server

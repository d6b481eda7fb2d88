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

#if PG_VERSION_NUM < 160000
// Before 16 the server appends each new setting to the array of all settings and sorts the array again: 450,000
// instructions, but next to none if the array is in order already (add_guc_variable() in utils/misc/guc.c). So the
// settings are defined under names that sort last, and afterwards get their own names and places.
constexpr int most_late = 8;
struct Late {
    char name[NAMEDATALEN];  // sorts behind all others
    const char* own_name;
};
Late late[most_late];
int late_count = 0;

// Where the name belongs among the first settings of the array, which are in order.
int place_of(const char* name, int count) {
    config_generic** all = get_guc_variables();
    int low = 0;
    while (low < count) {
        const int middle = (low + count) / 2;
        if (pg_strcasecmp(all[middle]->name, name) < 0) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    return low;
}

// Whether somebody has set it before the library was loaded. Such a placeholder may have no value.
bool has_placeholder(const char* name) {
    const int count = GetNumConfigOptions();
    const int place = place_of(name, count);
    return place < count && pg_strcasecmp(get_guc_variables()[place]->name, name) == 0;
}

// The name under which to define a setting: its own if it has a placeholder, which is replaced in place.
const char* defined_as(const char* name) {
    if (late_count == most_late || has_placeholder(name)) return name;
    Late& one = late[late_count++];
    snprintf(one.name, sizeof(one.name), "~%d.%s", late_count, name);
    one.own_name = name;
    return one.name;
}

const char* own_name_of(const char* name) {
    for (int i = 0; i < late_count; ++i) {
        if (strcmp(late[i].name, name) == 0) return late[i].own_name;
    }
    return nullptr;
}

// Gives a setting its own name, and returns that.
const char* rename_to_own(config_generic* setting) {
    const char* own_name = own_name_of(setting->name);
    if (own_name == nullptr) elog(ERROR, "setting \"%s\" is not where it was defined", setting->name);
    char* name = strdup(own_name);
    if (name == nullptr) ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
    free(const_cast<char*>(setting->name));  // NOLINT: the server allocated it, by malloc()
    setting->name = name;
    return name;
}

// The settings under late names are the last of the array.
void put_in_order() {
    config_generic** all = get_guc_variables();
    const int count = GetNumConfigOptions();
    for (int i = count - late_count; i < count; ++i) {
        config_generic* one = all[i];
        const int place = place_of(rename_to_own(one), i);
        for (int at = i; at > place; --at) all[at] = all[at - 1];
        all[place] = one;
    }
    late_count = 0;
}
#else
const char* defined_as(const char* name) {
    return name;
}
void put_in_order() {}
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
    DefineCustomBoolVariable(
        defined_as("mana_guard.enabled"), "Checks schema changes.",
        "Off lets every schema change pass. Only a superuser, or a role granted SET on it, may turn it off.",
        &values.enabled, true, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomBoolVariable(
        defined_as("mana_guard.restore_detection"), "Lets a superuser's restore of a dump pass.",
        "A restore is recognised by its client and its settings: check_function_bodies off and an empty search_path.",
        &values.restore_detection, true, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable(
        defined_as("mana_guard.restore_clients"), "Lists the programs whose restore of a dump passes.",
        "Programs are identified by application_name. A dump that another program sends is checked.",
        &values.restore_clients, "psql, pg_restore, pg_dumpall", PGC_SUSET, GUC_LIST_INPUT, nullptr, nullptr, nullptr);
    DefineCustomEnumVariable(
        defined_as("mana_guard.max_severity"), "Sets the highest severity at which findings are reported.",
        "At log, nothing is refused or warned about; table mana_guard.log records what would have been.",
        &values.max_severity, static_cast<int>(Severity::Error), severity_options, PGC_SUSET, 0, nullptr, nullptr,
        nullptr);
    DefineCustomStringVariable(defined_as("mana_guard.override_reason"),
                               "Gives the reason for reporting errors only as warnings.",
                               "While it isn't blank, nothing is refused; each violation is logged with this reason.",
                               &values.override_reason, "", PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomEnumVariable(
        defined_as("mana_guard.announce"), "Sends the text of a refusal as a warning just before the error.",
        "For clients that show warnings but swallow errors.", &values.announce, static_cast<int>(Announce::Off),
        announce_options, PGC_USERSET, 0, nullptr, nullptr, nullptr);
    DefineCustomEnumVariable(
        defined_as("mana_guard.collect"), "Collects findings instead of reporting them.",
        "At on, mana_guard.collected() returns them; at log, each is a line in the server's log. Nothing is refused.",
        &values.collect, static_cast<int>(Collect::Off), collect_options, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomBoolVariable(
        defined_as("mana_guard.assume_in_use"), "Takes tables that stood before as in use, even if they are empty.",
        "For a copy of the schema without its rows. mana_guard.assumed_size says how large the tables are.",
        &values.assume_in_use, false, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    put_in_order();
    MarkGUCPrefixReserved("mana_guard");
}

}  // namespace mana_guard::server

#include "server/policy/document.hpp"

#include "engine/judge.hpp"
#include "server/names.hpp"
#include "server/policy/document_values.hpp"
#include "server/policy/policy_cache.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

constexpr int current_version = 1;

struct Fault {
    const char* path;
    const char* message;
};

// A document as far as it was read.
struct Reading {
    PolicySource source;
    std::span<const ExemptionRow> exemptions;  // without data where the document has no such part
    std::span<const ExemptionRow> baseline;
    List* faults = NIL;
    HTAB* keys = nullptr;  // of the rows, each of which may stand once
};

void add_fault(Reading& reading, const char* path, const char* message) {
    auto* fault = static_cast<Fault*>(palloc(sizeof(Fault)));
    *fault = {path, message};
    reading.faults = lappend(reading.faults, fault);
}

// Whether the core takes it; what it refuses is a fault of the document.
bool is_taken(Reading& reading, const char* path, Outcome outcome, const Failure& failure) {
    if (outcome == Outcome::Done) return true;
    if (outcome != Outcome::Refused) raise_failure(outcome, failure, "checking a document");
    const bool has_hint = failure.hint[0] != '\0';
    add_fault(reading, path, psprintf("%s.%s%s", failure.message, has_hint ? " " : "", failure.hint));
    return false;
}

struct Field {
    const char* name;
    Kind kind;
    bool is_required;
};

constexpr Field policy_fields[] = {
    {"rule", Kind::Text, true},       {"schema_pattern", Kind::Text, false},    {"object_pattern", Kind::Text, false},
    {"role_name", Kind::Text, false}, {"severity", Kind::Text, false},          {"timing", Kind::Text, false},
    {"existing", Kind::Text, false},  {"exemptions_follow", Kind::Flag, false}, {"params", Kind::Object, false},
    {"advice", Kind::Text, false},    {"docs_url", Kind::Text, false},          {"dialect", Kind::Text, false},
    {"reason", Kind::Text, false}};
constexpr Field exemption_fields[] = {{"rule", Kind::Text, true},
                                      {"schema_pattern", Kind::Text, true},
                                      {"object_pattern", Kind::Text, false},
                                      {"column_pattern", Kind::Text, false},
                                      {"value", Kind::Text, false},
                                      {"reason", Kind::Text, true},
                                      {"ticket", Kind::Text, false},
                                      {"until", Kind::Time, false},
                                      {"is_baseline", Kind::Flag, false}};
constexpr Field registry_fields[] = {{"service", Kind::Text, true},
                                     {"schema_name", Kind::Text, true},
                                     {"owner_role", Kind::Text, false},
                                     {"migration_lock_id", Kind::Number, false},
                                     {"removed", Kind::Flag, false}};
constexpr Field own_rule_fields[] = {
    {"name", Kind::Text, true},          {"code", Kind::Text, true},         {"function_schema", Kind::Text, true},
    {"function_name", Kind::Text, true}, {"applies_to", Kind::Texts, false}, {"severity", Kind::Text, false},
    {"timing", Kind::Text, false},       {"summary", Kind::Text, false},     {"why", Kind::Text, false}};
constexpr std::size_t most_fields = lengthof(policy_fields);

// The values of a row; of type jbvNull where it has none.
struct Values {
    std::span<const Field> fields;
    JsonbValue of[most_fields];

    [[nodiscard]] const JsonbValue& operator[](std::string_view name) const {
        std::size_t i = 0;
        while (name != fields[i].name) ++i;
        return of[i];
    }
    [[nodiscard]] std::string_view text(std::string_view name, std::string_view if_none = {}) const {
        const JsonbValue& value = (*this)[name];
        if (value.type != jbvString) return if_none;
        return {pnstrdup(value.val.string.val, static_cast<Size>(value.val.string.len)),
                static_cast<std::size_t>(value.val.string.len)};
    }
    [[nodiscard]] bool is_true(std::string_view name) const {
        return (*this)[name].type == jbvBool && (*this)[name].val.boolean;
    }
    [[nodiscard]] bool is_there(std::string_view name) const { return (*this)[name].type != jbvNull; }
};

// Takes a row apart; false where anything is wrong with its fields.
bool read_fields(Reading& reading, const char* path, const JsonbValue& row, std::span<const Field> fields,
                 Values& values) {
    const int faults_before = list_length(reading.faults);
    if (!is_of_kind(row, Kind::Object)) {
        add_fault(reading, path, "is not an object");
        return false;
    }
    values.fields = fields;
    for (JsonbValue& value : values.of) value.type = jbvNull;
    each_member(row.val.binary.data, [&](const JsonbValue& key, const JsonbValue& value) {
        const char* name = psprintf("%s.%s", path, text_of(key));
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (!is_named(key, fields[i].name)) continue;
            if (value.type == jbvNull) return;
            if (is_of_kind(value, fields[i].kind)) {
                values.of[i] = value;
            } else {
                add_fault(reading, name, psprintf("is not %s", name_of(fields[i].kind)));
            }
            return;
        }
        add_fault(reading, name, "is unknown");
    });
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!fields[i].is_required || values.is_there(fields[i].name) || list_length(reading.faults) > faults_before)
            continue;
        add_fault(reading, psprintf("%s.%s", path, fields[i].name), "is missing");
    }
    return list_length(reading.faults) == faults_before;
}

// Whether the row's key is new in its section; else that is a fault.
void check_key(Reading& reading, const char* path, const char* key) {
    struct Entry {
        uint64 hash;
        const char* key;
        const char* path;
    };
    if (reading.keys == nullptr) {
        constexpr long expected = 256;
        HASHCTL control = {};
        control.keysize = sizeof(uint64);
        control.entrysize = sizeof(Entry);
        control.hcxt = CurrentMemoryContext;
        reading.keys =
            hash_create("mana_guard document keys", expected, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
    }
    const uint64 hash = DatumGetUInt64(
        hash_any_extended(reinterpret_cast<const unsigned char*>(key), static_cast<int>(strlen(key)), 0));
    bool is_known = false;
    auto* entry = static_cast<Entry*>(hash_search(reading.keys, &hash, HASH_ENTER, &is_known));
    if (is_known && strcmp(entry->key, key) == 0) {
        add_fault(reading, path, psprintf("duplicates %s", entry->path));
        return;
    }
    entry->key = key;
    entry->path = path;
}

// What may be null, so that it differs from every text.
const char* key_part(std::string_view text) {
    return text.data() == nullptr ? "\x01" : psprintf("\x02%s", text.data());
}

bool check_name_length(Reading& reading, const char* path, const char* field, std::string_view name) {
    if (name.size() < NAMEDATALEN) return true;
    add_fault(reading, psprintf("%s.%s", path, field), psprintf("has more than %d bytes", NAMEDATALEN - 1));
    return false;
}

// Checks a row as its table would, and makes its rule canonical.
template <typename Row>
bool check_rule(Reading& reading, const char* path, Row& row) {
    Failure failure;
    const char* rule = nullptr;
    if (!is_taken(reading, path, check(row, palloc_allocator, &rule, &failure, reading.source.own_rules), failure))
        return false;
    row.rule = rule;
    return true;
}

bool read_policy(Reading& reading, const char* path, const JsonbValue& value, PolicyRow& row) {
    Values values;
    if (!read_fields(reading, path, value, policy_fields, values)) return false;
    row.rule = values.text("rule");
    row.schema_pattern = values.text("schema_pattern", "*");
    row.object_pattern = values.text("object_pattern", "*");
    row.role_name = values.text("role_name");
    row.severity = values.text("severity");
    row.timing = values.text("timing");
    row.existing = values.text("existing");
    if (values.is_there("exemptions_follow")) row.exemptions_follow = values.is_true("exemptions_follow") ? "t" : "f";
    if (values.is_there("params")) {
        JsonbContainer* params = values["params"].val.binary.data;
        row.params = JsonbToCString(nullptr, params, values["params"].val.binary.len);
    }
    row.advice = values.text("advice");
    row.docs_url = values.text("docs_url");
    row.dialect = values.text("dialect");
    row.reason = values.text("reason");
    if (!check_name_length(reading, path, "role_name", row.role_name)) return false;
    if (!check_rule(reading, path, row)) return false;
    check_key(reading, path,
              psprintf("policy %s%s%s%s", key_part(row.rule), key_part(row.schema_pattern),
                       key_part(row.object_pattern), key_part(row.role_name)));
    return true;
}

bool read_exemption(Reading& reading, const char* path, const JsonbValue& value, ExemptionRow& row) {
    Values values;
    if (!read_fields(reading, path, value, exemption_fields, values)) return false;
    row.rule = values.text("rule");
    row.schema_pattern = values.text("schema_pattern");
    row.object_pattern = values.text("object_pattern", "*");
    row.column_pattern = values.text("column_pattern");
    row.value = values.text("value");
    row.reason = values.text("reason");
    row.ticket = values.text("ticket");
    if (values.is_there("until")) {
        row.until_text = values.text("until");
        read_time(row.until_text.data(), &row.until);
    }
    if (!check_rule(reading, path, row)) return false;
    check_key(reading, path,
              psprintf("exemption %s%s%s%s%s", key_part(row.rule), key_part(row.schema_pattern),
                       key_part(row.object_pattern), key_part(row.column_pattern), key_part(row.value)));
    return true;
}

bool read_registration(Reading& reading, const char* path, const JsonbValue& value, RegistryRow& row) {
    Values values;
    if (!read_fields(reading, path, value, registry_fields, values)) return false;
    row.service = values.text("service");
    row.schema_name = values.text("schema_name");
    row.owner_role = values.text("owner_role");
    if (values.is_there("migration_lock_id")) {
        row.migration_lock_id =
            DatumGetInt64(DirectFunctionCall1(numeric_int8, NumericGetDatum(values["migration_lock_id"].val.numeric)));
    }
    row.removed = values.is_true("removed");
    if (!check_name_length(reading, path, "owner_role", row.owner_role)) return false;
    Failure failure;
    if (!is_taken(reading, path, check(row, &failure), failure)) return false;
    check_key(reading, path, psprintf("schema %s", row.schema_name.data()));
    return true;
}

bool read_own_rule(Reading& reading, const char* path, const JsonbValue& value, OwnRuleRow& row) {
    Values values;
    if (!read_fields(reading, path, value, own_rule_fields, values)) return false;
    row.name = values.text("name");
    row.code = values.text("code");
    row.function_schema = values.text("function_schema");
    row.function_name = values.text("function_name");
    if (values.is_there("applies_to")) row.applies_to = joined_texts(values["applies_to"].val.binary.data);
    row.severity = values.text("severity", row.severity);
    row.timing = values.text("timing", row.timing);
    row.summary = values.text("summary");
    row.why = values.text("why");
    const char* role = nullptr;
    if (find_role_name(GetOuterUserId(), role)) row.role = role;
    if (!check_name_length(reading, path, "function_schema", row.function_schema) ||
        !check_name_length(reading, path, "function_name", row.function_name))
        return false;
    Failure failure;
    if (!is_taken(reading, path, check(row, &failure), failure)) return false;
    check_key(reading, path, psprintf("own rule %s", row.name.data()));
    return true;
}

// The rows of one section.
template <typename Row, typename Read>
std::span<const Row> read_rows(Reading& reading, const char* section, const JsonbValue& value, const Read& read) {
    if (value.type != jbvBinary || !JsonContainerIsArray(value.val.binary.data)) {
        add_fault(reading, section, "is not an array");
        return {};
    }
    JsonbContainer* array = value.val.binary.data;
    const int count = static_cast<int>(JsonContainerSize(array));
    auto* rows = static_cast<Row*>(palloc0(sizeof(Row) * (static_cast<Size>(count) + 1)));
    std::size_t taken = 0;
    for (int i = 0; i < count; ++i) {
        CHECK_FOR_INTERRUPTS();
        const JsonbValue* element = getIthJsonbValueFromContainer(array, static_cast<uint32>(i));
        rows[taken] = Row();
        if (read(reading, psprintf("%s[%d]", section, i), *element, rows[taken])) ++taken;
    }
    return {rows, taken};
}

void read_profile_name(Reading& reading, const JsonbValue& value) {
    if (value.type != jbvString) {
        add_fault(reading, "profile", "is not a string");
        return;
    }
    reading.source.profile = text_of(value);
    Failure failure;
    is_taken(reading, "profile", check_profile(reading.source.profile, &failure), failure);
}

void read_version(Reading& reading, const JsonbValue& value) {
    if (value.type == jbvNumeric &&
        DatumGetBool(DirectFunctionCall2(numeric_eq, NumericGetDatum(value.val.numeric),
                                         DirectFunctionCall1(int4_numeric, Int32GetDatum(current_version))))) {
        return;
    }
    add_fault(reading, "mana_guard", psprintf("is not %d, the version of the document format", current_version));
}

// Those that are about a rule which there will be.
template <typename Row>
std::span<const Row> without_removed(std::span<const Row> stored, std::span<const OwnRuleRow> own_rules) {
    auto* rows = static_cast<Row*>(
        MemoryContextAllocHuge(CurrentMemoryContext, sizeof(Row) * (static_cast<Size>(stored.size()) + 1)));
    std::size_t count = 0;
    for (const Row& row : stored) {
        Failure failure;
        const char* rule = nullptr;
        check(row, palloc_allocator, &rule, &failure, own_rules);
        if (!failure.names_no_rule) rows[count++] = row;
    }
    return {rows, count};
}

// The document's exemptions and its baseline, each in place of those that are stored.
void replace_exemptions(Reading& reading) {
    const auto stored = reading.source.exemptions;
    const Size most = stored.size() + reading.exemptions.size() + reading.baseline.size();
    auto* rows =
        static_cast<ExemptionRow*>(MemoryContextAllocHuge(CurrentMemoryContext, sizeof(ExemptionRow) * (most + 1)));
    Size count = 0;
    for (const ExemptionRow& row : stored) {
        if ((row.is_baseline ? reading.baseline : reading.exemptions).data() == nullptr) rows[count++] = row;
    }
    for (const ExemptionRow& row : reading.exemptions) rows[count++] = row;
    for (const ExemptionRow& row : reading.baseline) rows[count++] = row;
    reading.source.exemptions = {rows, count};
}

void read_own_rules(Reading& reading, const JsonbValue& value) {
    reading.source.own_rules = read_rows<OwnRuleRow>(reading, "own_rules", value, read_own_rule);
    reading.source.rows = without_removed(reading.source.rows, reading.source.own_rules);
    reading.source.exemptions = without_removed(reading.source.exemptions, reading.source.own_rules);
}

Reading read(Jsonb* document) {
    Reading reading;
    if (!JB_ROOT_IS_OBJECT(document)) {
        add_fault(reading, "$", "is not an object");
        return reading;
    }
    reading.source = stored_policy();
    bool has_version = false;
    // First, because the other parts may be about them: import_policy() removes what is about one that goes.
    each_member(&document->root, [&](const JsonbValue& key, const JsonbValue& value) {
        if (is_named(key, "own_rules")) read_own_rules(reading, value);
    });
    each_member(&document->root, [&](const JsonbValue& key, const JsonbValue& value) {
        if (is_named(key, "mana_guard")) {
            has_version = true;
            read_version(reading, value);
        } else if (is_named(key, "profile")) {
            read_profile_name(reading, value);
        } else if (is_named(key, "policy")) {
            reading.source.rows = read_rows<PolicyRow>(reading, "policy", value, read_policy);
        } else if (is_named(key, "service_schemas")) {
            reading.source.registry = read_rows<RegistryRow>(reading, "service_schemas", value, read_registration);
        } else if (is_named(key, "exemptions")) {
            reading.exemptions = read_rows<ExemptionRow>(reading, "exemptions", value, read_exemption);
        } else if (is_named(key, "baseline")) {
            reading.baseline = read_rows<ExemptionRow>(reading, "baseline", value, read_exemption);
        } else if (!is_named(key, "own_rules") && !is_named(key, "$schema")) {
            add_fault(reading, text_of(key), "is unknown");
        }
    });
    replace_exemptions(reading);
    if (!has_version) add_fault(reading, "mana_guard", psprintf("is missing: write %d", current_version));
    return reading;
}

}  // namespace

PolicySource read_document(Jsonb* document) {
    const Reading reading = read(document);
    if (reading.faults != NIL) {
        StringInfoData faults;
        initStringInfo(&faults);
        for (int i = 0; i < list_length(reading.faults); ++i) {
            const auto* fault = static_cast<const Fault*>(list_nth(reading.faults, i));
            appendStringInfo(&faults, "%s%s %s", i == 0 ? "" : "\n", fault->path, fault->message);
        }
        raise_wrong_document(list_length(reading.faults), faults.data);
    }
    return reading.source;
}

}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

MANA_GUARD_FUNCTION(mana_guard_check_document) {
    read_document(PG_GETARG_JSONB_P(0));
    PG_RETURN_VOID();
}

MANA_GUARD_FUNCTION(mana_guard_document_errors) {
    InitMaterializedSRF(fcinfo, 0);
    const auto* result = reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo);
    const List* faults = read(PG_GETARG_JSONB_P(0)).faults;
    for (int i = 0; i < list_length(faults); ++i) {
        const auto* fault = static_cast<const Fault*>(list_nth(faults, i));
        Datum values[] = {CStringGetTextDatum(fault->path), CStringGetTextDatum(fault->message)};
        bool nulls[] = {false, false};
        tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
    }
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_canonical_rule) {
    mana_guard::PolicyRow row;
    row.rule = text_to_cstring(PG_GETARG_TEXT_PP(0));
    const char* rule = nullptr;
    mana_guard::Failure failure;
    const mana_guard::Outcome outcome = mana_guard::check(row, palloc_allocator, &rule, &failure, stored_own_rules());
    if (outcome == mana_guard::Outcome::Refused) raise_policy_error("policy", failure);
    if (outcome != mana_guard::Outcome::Done) raise_failure(outcome, failure, "reading a rule's name");
    PG_RETURN_TEXT_P(cstring_to_text(rule));
}

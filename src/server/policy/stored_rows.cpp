#include "server/policy/stored_rows.hpp"

#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

// The columns that are read, in the order in which the functions below take them.
constexpr const char* policy_columns[] = {
    "id",      "rule",     "schema_pattern",    "object_pattern", "role_name", "severity",
    "timing",  "existing", "exemptions_follow", "params",         "advice",    "docs_url",
    "dialect", "reason"};
constexpr const char* exemption_columns[] = {"id",    "rule",   "schema_pattern", "object_pattern", "column_pattern",
                                             "value", "reason", "ticket",         "until",          "is_baseline"};
constexpr const char* registry_columns[] = {"service", "schema_name", "owner_role", "migration_lock_id", "removed"};
constexpr const char* profile_columns[] = {"name"};
constexpr const char* own_rule_columns[] = {"name",     "code",   "function_schema", "function_name", "applies_to",
                                            "severity", "timing", "summary",         "why",           "updated_by"};

// The type that a column must have whose values are taken as they are; those of all others are read as text.
Oid type_required(const char* column) {
    constexpr struct {
        const char* column;
        Oid type;
    } required[] = {{"id", INT8OID},          {"migration_lock_id", INT8OID}, {"until", TIMESTAMPTZOID},
                    {"is_baseline", BOOLOID}, {"removed", BOOLOID},           {"updated_at", TIMESTAMPTZOID},
                    {"updated_by", NAMEOID},  {"role_name", NAMEOID},         {"owner_role", NAMEOID},
                    {"rule", TEXTOID}};
    for (const auto& one : required) {
        if (strcmp(one.column, column) == 0) return one.type;
    }
    return InvalidOid;
}

std::span<const char* const> columns_of(StoredTable table) {
    switch (table) {
        case StoredTable::Policy:
            return policy_columns;
        case StoredTable::Exemptions:
            return exemption_columns;
        case StoredTable::ServiceSchemas:
            return registry_columns;
        case StoredTable::ActiveProfile:
            return profile_columns;
        case StoredTable::OwnRules:
            return own_rule_columns;
    }
    return {};
}

std::string_view text_in(Datum value) {
    const auto* text = reinterpret_cast<const struct varlena*>(DatumGetPointer(value));
    if (VARATT_IS_COMPRESSED(text) || VARATT_IS_EXTERNAL(text)) text = PG_DETOAST_DATUM_PACKED(value);
    return {VARDATA_ANY(text), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(text))};
}

// Whether it is {}, as most rows have it.
bool is_empty_object(Datum json) {
    const auto* stored = reinterpret_cast<const struct varlena*>(DatumGetPointer(json));
    uint32 header = 0;
    if (VARATT_IS_EXTENDED(stored) && !VARATT_IS_SHORT(stored)) return false;
    if (VARSIZE_ANY_EXHDR(stored) != sizeof(header)) return false;
    memcpy(&header, VARDATA_ANY(stored), sizeof(header));
    return header == JB_FOBJECT;
}

const char* output_of(RowReader::Column& column, Datum value) {
    if (!OidIsValid(column.output.fn_oid)) {
        Oid output = InvalidOid;
        bool is_varlena = false;
        getTypeOutputInfo(column.type, &output, &is_varlena);
        fmgr_info(output, &column.output);
    }
    return OutputFunctionCall(&column.output, value);
}

// The label of an enum's value; null where the type isn't an enum.
const char* enum_label(Oid type, Oid value) {
    HeapTuple tuple = SearchSysCache1(ENUMOID, ObjectIdGetDatum(value));
    if (!HeapTupleIsValid(tuple)) return nullptr;
    const auto* row = reinterpret_cast<Form_pg_enum>(GETSTRUCT(tuple));
    const char* label = row->enumtypid == type ? pstrdup(NameStr(row->enumlabel)) : nullptr;
    ReleaseSysCache(tuple);
    return label;
}

// As text, a value that is mostly an enum's, of which each is looked up once.
const char* label_of(RowReader& reader, RowReader::Column& column, Datum value) {
    if (OidIsValid(column.output.fn_oid)) return output_of(column, value);
    for (int i = 0; i < reader.label_count; ++i) {
        const RowReader::Label& label = reader.labels[i];
        if (label.type == column.type && label.value == DatumGetObjectId(value)) return label.text;
    }
    const char* text = column.is_by_value ? enum_label(column.type, DatumGetObjectId(value)) : nullptr;
    if (text == nullptr) return output_of(column, value);
    if (reader.label_count < RowReader::most_labels)
        reader.labels[reader.label_count++] = {column.type, DatumGetObjectId(value), text};
    return text;
}

// A tuple taken apart, until the reader takes the next.
struct Fields {
    RowReader& reader;

    // The value of the column at this index of the list above as text; no data where it is null.
    [[nodiscard]] std::string_view text(int column) const {
        RowReader::Column& read = reader.columns[column];
        if (read.number == 0 || reader.nulls[read.number - 1]) return {};
        const Datum value = reader.values[read.number - 1];
        switch (read.type) {
            case TEXTOID:
                return text_in(value);
            case NAMEOID:
                return NameStr(*DatumGetName(value));
            case BOOLOID:
                return DatumGetBool(value) ? "t" : "f";
            case JSONBOID:
                return is_empty_object(value) ? "{}" : output_of(read, value);
            default:
                return label_of(reader, read, value);
        }
    }
    [[nodiscard]] Datum value(int column, Datum if_null) const {
        const int i = reader.columns[column].number - 1;
        return reader.nulls[i] ? if_null : reader.values[i];
    }
};

Fields fields_of(RowReader& reader, HeapTuple tuple) {
    heap_deform_tuple(tuple, reader.descriptor, reader.values, reader.nulls);
    return {reader};
}

// Whether a table that waits for ALTER EXTENSION ... UPDATE lacks it: its rows leave it open.
bool came_later(const char* column) {
    return strcmp(column, "dialect") == 0;
}

}  // namespace

Oid guard_table(const char* name) {
    const Oid schema = get_namespace_oid("mana_guard", true);
    return OidIsValid(schema) ? get_relname_relid(name, schema) : InvalidOid;
}

StoredTable stored_table_of(::Relation relation) {
    for (std::size_t i = 0; i < stored_tables_count; ++i) {
        if (strcmp(RelationGetRelationName(relation), stored_table_names[i]) == 0) return static_cast<StoredTable>(i);
    }
    ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE),
                    errmsg("table %s is not part of the policy", RelationGetRelationName(relation))));
}

int column_number(StoredTable table, TupleDesc descriptor, const char* name) {
    for (int i = 0; i < descriptor->natts; ++i) {
        const Form_pg_attribute attribute = TupleDescAttr(descriptor, i);
        if (attribute->attisdropped || strcmp(NameStr(attribute->attname), name) != 0) continue;
        const Oid type = type_required(name);
        if (!OidIsValid(type) || attribute->atttypid == type) return i + 1;
        raise_unavailable(psprintf("column \"%s\" of table mana_guard.%s is not of type %s", name, name_of(table),
                                   format_type_be(type)),
                          way_out);
    }
    if (came_later(name)) return 0;
    raise_unavailable(psprintf("table mana_guard.%s has no column \"%s\"", name_of(table), name), way_out);
}

RowReader reader_of(StoredTable table, TupleDesc descriptor) {
    RowReader reader{};
    reader.table = table;
    reader.descriptor = descriptor;
    const auto attributes = static_cast<Size>(descriptor->natts);
    reader.values = static_cast<Datum*>(palloc(attributes * sizeof(Datum)));
    reader.nulls = static_cast<bool*>(palloc(attributes * sizeof(bool)));
    int count = 0;
    for (const char* column : columns_of(table)) {
        RowReader::Column& read = reader.columns[count++];
        read.number = column_number(table, descriptor, column);
        if (read.number == 0) continue;
        const Form_pg_attribute attribute = TupleDescAttr(descriptor, read.number - 1);
        read.type = attribute->atttypid;
        read.is_by_value = attribute->attbyval;
    }
    return reader;
}

PolicyRow read_policy_row(RowReader& reader, HeapTuple tuple) {
    const Fields fields = fields_of(reader, tuple);
    PolicyRow row;
    row.id = DatumGetInt64(fields.value(0, Int64GetDatum(0)));
    std::string_view* texts[] = {&row.rule,     &row.schema_pattern, &row.object_pattern, &row.role_name,
                                 &row.severity, &row.timing,         &row.existing,       &row.exemptions_follow,
                                 &row.params,   &row.advice,         &row.docs_url,       &row.dialect,
                                 &row.reason};
    for (std::size_t i = 0; i < lengthof(texts); ++i) *texts[i] = fields.text(static_cast<int>(i) + 1);
    return row;
}

ExemptionRow read_exemption_row(RowReader& reader, HeapTuple tuple) {
    const Fields fields = fields_of(reader, tuple);
    ExemptionRow row;
    row.id = DatumGetInt64(fields.value(0, Int64GetDatum(0)));
    std::string_view* texts[] = {&row.rule,  &row.schema_pattern, &row.object_pattern, &row.column_pattern,
                                 &row.value, &row.reason,         &row.ticket,         &row.until_text};
    for (std::size_t i = 0; i < lengthof(texts); ++i) *texts[i] = fields.text(static_cast<int>(i) + 1);
    row.until = DatumGetTimestampTz(fields.value(lengthof(texts), TimestampTzGetDatum(DT_NOEND)));
    row.is_baseline = DatumGetBool(fields.value(lengthof(texts) + 1, BoolGetDatum(false)));
    return row;
}

RegistryRow read_registry_row(RowReader& reader, HeapTuple tuple) {
    const Fields fields = fields_of(reader, tuple);
    RegistryRow row;
    row.service = fields.text(0);
    row.schema_name = fields.text(1);
    row.owner_role = fields.text(2);
    row.migration_lock_id = DatumGetInt64(fields.value(3, Int64GetDatum(0)));
    row.removed = DatumGetBool(fields.value(4, BoolGetDatum(false)));
    return row;
}

std::string_view read_profile(RowReader& reader, HeapTuple tuple) {
    return fields_of(reader, tuple).text(0);
}

OwnRuleRow read_own_rule_row(RowReader& reader, HeapTuple tuple) {
    const Fields fields = fields_of(reader, tuple);
    OwnRuleRow row;
    std::string_view* texts[] = {&row.name,     &row.code,   &row.function_schema, &row.function_name, &row.applies_to,
                                 &row.severity, &row.timing, &row.summary,         &row.why,           &row.role};
    for (std::size_t i = 0; i < lengthof(texts); ++i) *texts[i] = fields.text(static_cast<int>(i));
    return row;
}

}  // namespace mana_guard::server

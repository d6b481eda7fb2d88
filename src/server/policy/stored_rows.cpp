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
    // What the function made has room to grow; many rows may have such a value.
    char* made = OutputFunctionCall(&column.output, value);
    const char* text = pstrdup(made);
    pfree(made);
    return text;
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
std::string_view label_of(RowReader& reader, RowReader::Column& column, Datum value) {
    if (OidIsValid(column.output.fn_oid)) return output_of(column, value);
    for (int i = 0; i < reader.label_count; ++i) {
        const RowReader::Label& label = reader.labels[i];
        if (label.value == DatumGetObjectId(value) && label.type == column.type) return label.text;
    }
    const char* text = column.is_by_value ? enum_label(column.type, DatumGetObjectId(value)) : nullptr;
    if (text == nullptr) return output_of(column, value);
    if (reader.label_count < RowReader::most_labels)
        reader.labels[reader.label_count++] = {column.type, DatumGetObjectId(value), text};
    return text;
}

// The value of a column that isn't of type text.
std::string_view as_text(RowReader& reader, RowReader::Column& column, Datum value) {
    switch (column.type) {
        case NAMEOID:
            return NameStr(*DatumGetName(value));
        case BOOLOID:
            return DatumGetBool(value) ? "t" : "f";
        case JSONBOID:
            return is_empty_object(value) ? "{}" : output_of(column, value);
        default:
            return label_of(reader, column, value);
    }
}

void take(RowReader& reader, int place, Datum value) {
    reader.values[place] = value;
    reader.present |= 1U << static_cast<unsigned>(place);
}

// The columns of the tuple that aren't null, of its first ones, a bit each.
std::uint64_t columns_present(HeapTuple tuple, int count) {
    std::uint64_t present = UINT64_MAX;
    if (HeapTupleHasNulls(tuple)) {
        present = 0;
        for (int i = 0; i < BITMAPLEN(count); ++i)
            present |= static_cast<std::uint64_t>(tuple->t_data->t_bits[i]) << (i * BITS_PER_BYTE);
    }
    return count == RowReader::most_walked ? present : present & ((std::uint64_t{1} << count) - 1);
}

// Where the value begins that comes at this offset, what it is, and where it ends.
Size begin_of(const RowReader::Attribute& one, const char* values, Size at) {
    return att_align_pointer(at, one.alignment, one.length, values + at);
}
Datum value_at(const RowReader::Attribute& one, const char* at) {
    return fetch_att(at, one.is_by_value, one.length);
}
Size end_of(const RowReader::Attribute& one, const char* values, Size at) {
    return att_addlength_pointer(at, one.length, values + at);
}

// Takes a tuple apart, up to the last column that is read and that isn't null, where heap_deform_tuple would look at
// all.
void take_apart(RowReader& reader, HeapTuple tuple) {
    const HeapTupleHeader row = tuple->t_data;
    const int walked = Min(Min(HeapTupleHeaderGetNatts(row), reader.descriptor->natts), RowReader::most_walked);
    std::uint64_t present = columns_present(tuple, walked);
    const std::uint64_t last = present & reader.columns_read;
    present &= last == 0 ? 0 : UINT64_MAX >> (RowReader::most_walked - 1 - pg_leftmost_one_pos64(last));
    const char* values = reinterpret_cast<const char*>(row) + row->t_hoff;
    Size at = 0;
    reader.present = 0;
    for (; present != 0; present &= present - 1) {
        const RowReader::Attribute& one = reader.attributes[pg_rightmost_one_pos64(present)];
        at = begin_of(one, values, at);
        if (one.place >= 0) take(reader, one.place, value_at(one, values + at));
        at = end_of(one, values, at);
    }
    // Columns that were added since the row was written, and those of a table that has had very many.
    for (int i = walked; i < reader.descriptor->natts; ++i) {
        if (reader.attributes[i].place < 0) continue;
        bool is_null = true;
        const Datum value = heap_getattr(tuple, i + 1, reader.descriptor, &is_null);
        if (!is_null) take(reader, reader.attributes[i].place, value);
    }
}

// A tuple taken apart, until the reader takes the next. Its columns go by their index in the list above.
struct Fields {
    RowReader& reader;

    [[nodiscard]] bool is_null(int column) const { return (reader.present >> column & 1U) == 0; }
    // No data where it is null.
    [[nodiscard]] std::string_view text(int column) const {
        if (is_null(column)) return {};
        RowReader::Column& read = reader.columns[column];
        const Datum value = reader.values[column];
        return read.type == TEXTOID ? text_in(value) : as_text(reader, read, value);
    }
    [[nodiscard]] Datum value(int column, Datum if_null) const {
        return is_null(column) ? if_null : reader.values[column];
    }
};

Fields fields_of(RowReader& reader, HeapTuple tuple) {
    take_apart(reader, tuple);
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
    const int attributes = descriptor->natts;
    reader.attributes =
        static_cast<RowReader::Attribute*>(palloc(static_cast<Size>(attributes) * sizeof(RowReader::Attribute)));
    for (int i = 0; i < attributes; ++i) {
        const Form_pg_attribute attribute = TupleDescAttr(descriptor, i);
        reader.attributes[i] = {-1, attribute->attbyval, attribute->attalign, attribute->attlen};
    }
    std::int8_t count = 0;
    for (const char* column : columns_of(table)) {
        const std::int8_t place = count++;
        RowReader::Column& read = reader.columns[place];
        read.number = column_number(table, descriptor, column);
        if (read.number == 0) continue;
        reader.attributes[read.number - 1].place = place;
        if (read.number <= RowReader::most_walked) reader.columns_read |= std::uint64_t{1} << (read.number - 1);
        const Form_pg_attribute attribute = TupleDescAttr(descriptor, read.number - 1);
        read.type = attribute->atttypid;
        read.is_by_value = attribute->attbyval;
    }
    return reader;
}

PolicyRow read_policy_row(RowReader& reader, HeapTuple tuple) {
    const Fields fields = fields_of(reader, tuple);
    int column = 0;
    const auto next = [&fields, &column] { return fields.text(++column); };
    return {.id = DatumGetInt64(fields.value(0, Int64GetDatum(0))),
            .rule = next(),
            .schema_pattern = next(),
            .object_pattern = next(),
            .role_name = next(),
            .severity = next(),
            .timing = next(),
            .existing = next(),
            .exemptions_follow = next(),
            .params = next(),
            .advice = next(),
            .docs_url = next(),
            .dialect = next(),
            .reason = next()};
}

ExemptionRow read_exemption_row(RowReader& reader, HeapTuple tuple) {
    const Fields fields = fields_of(reader, tuple);
    int column = 0;
    const auto next = [&fields, &column] { return fields.text(++column); };
    return {.id = DatumGetInt64(fields.value(0, Int64GetDatum(0))),
            .rule = next(),
            .schema_pattern = next(),
            .object_pattern = next(),
            .column_pattern = next(),
            .value = next(),
            .reason = next(),
            .ticket = next(),
            .until = DatumGetTimestampTz(fields.value(column + 1, TimestampTzGetDatum(DT_NOEND))),
            .until_text = next(),
            .is_baseline = DatumGetBool(fields.value(column + 1, BoolGetDatum(false)))};
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

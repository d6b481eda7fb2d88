#include "server/policy/document_values.hpp"

namespace mana_guard::server {
namespace {

constexpr Size digits_beyond_int8 = 19;

constexpr const char* kind_names[] = {
    "a string", "a whole number", "true or false", "an object", "a string with a date and time", "an array of strings"};

}  // namespace

const char* name_of(Kind kind) {
    return kind_names[static_cast<int>(kind)];
}

const char* text_of(const JsonbValue& value) {
    return pnstrdup(value.val.string.val, static_cast<Size>(value.val.string.len));
}

bool read_time(const char* text, TimestampTz* time) {
    char buffer[MAXDATELEN + MAXDATEFIELDS];
    char* fields[MAXDATEFIELDS];
    int types[MAXDATEFIELDS];
    int count = 0;
    int kind = 0;
    int zone = 0;
    fsec_t fraction = 0;
    pg_tm parts{};
    if (strlen(text) >= MAXDATELEN ||
        ParseDateTime(text, buffer, sizeof(buffer), fields, types, MAXDATEFIELDS, &count) != 0 ||
        decode_datetime(fields, types, count, &kind, &parts, &fraction, &zone) != 0) {
        return false;
    }
    switch (kind) {
        case DTK_LATE:
            *time = DT_NOEND;
            return true;
        case DTK_DATE:
            return tm2timestamp(&parts, fraction, &zone, time) == 0;
        default:
            return false;
    }
}

const char* joined_texts(JsonbContainer* array) {
    StringInfoData text;
    initStringInfo(&text);
    appendStringInfoChar(&text, '{');
    for (uint32 i = 0; i < JsonContainerSize(array); ++i) {
        const JsonbValue* element = getIthJsonbValueFromContainer(array, i);
        if (element->type != jbvString) return nullptr;
        appendStringInfo(&text, "%s%s", i == 0 ? "" : ",", text_of(*element));
    }
    appendStringInfoChar(&text, '}');
    return text.data;
}

bool is_of_kind(const JsonbValue& value, Kind kind) {
    TimestampTz time = 0;
    switch (kind) {
        case Kind::Text:
            return value.type == jbvString;
        case Kind::Time:
            return value.type == jbvString && read_time(text_of(value), &time);
        case Kind::Number:
            return value.type == jbvNumeric &&
                   DatumGetBool(DirectFunctionCall2(
                       numeric_eq, NumericGetDatum(value.val.numeric),
                       DirectFunctionCall2(numeric_trunc, NumericGetDatum(value.val.numeric), Int32GetDatum(0)))) &&
                   strlen(DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value.val.numeric)))) <
                       digits_beyond_int8;
        case Kind::Flag:
            return value.type == jbvBool;
        case Kind::Object:
            return value.type == jbvBinary && JsonContainerIsObject(value.val.binary.data);
        case Kind::Texts:
            return value.type == jbvBinary && JsonContainerIsArray(value.val.binary.data) &&
                   joined_texts(value.val.binary.data) != nullptr;
    }
    return false;
}

bool is_named(const JsonbValue& key, const char* name) {
    return strlen(name) == static_cast<Size>(key.val.string.len) &&
           memcmp(name, key.val.string.val, static_cast<Size>(key.val.string.len)) == 0;
}

}  // namespace mana_guard::server

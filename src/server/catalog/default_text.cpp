#include "server/catalog/default_text.hpp"

namespace mana_guard::server {
namespace {

// Reads from left to right. Once a step fails all do.
struct Scanner {
    const char* at;
    bool ok = true;

    void skip(std::string_view text) {
        ok = ok && strncmp(at, text.data(), text.size()) == 0;
        if (ok) at += text.size();
    }
    // A whole number.
    std::int64_t number() {
        constexpr int base = 10;
        constexpr int most_digits = 18;
        const bool is_negative = *at == '-';
        if (is_negative) ++at;
        std::int64_t value = 0;
        int digits = 0;
        for (; *at >= '0' && *at <= '9' && digits < most_digits; ++digits) value = value * base + (*at++ - '0');
        ok = ok && digits > 0;
        return is_negative ? -value : value;
    }
    bool flag() {
        const bool is_true = *at == 't';
        skip(is_true ? "true" : "false");
        return is_true;
    }
    Oid oid() { return static_cast<Oid>(number()); }
};

Default constant(const char* text) {
    return {DefaultKind::Constant, text};
}

// Of a type whose values print the same under all settings; false for any other.
bool read_value(Oid type, Datum value, Default& result) {
    switch (type) {
        case BOOLOID:
            result = constant(DatumGetBool(value) ? "true" : "false");
            return true;
        case INT2OID:
            result = constant(psprintf("%d", DatumGetInt16(value)));
            return true;
        case INT4OID:
            result = constant(psprintf("%d", DatumGetInt32(value)));
            return true;
        case INT8OID:
            result = constant(psprintf(INT64_FORMAT, DatumGetInt64(value)));
            return true;
        default:
            return false;
    }
}

// The bytes of a text, which is stored whole.
bool read_text(Oid type, const char* bytes, std::int64_t count, Default& result) {
    if (type != TEXTOID && type != VARCHAROID) return false;
    if (count < VARHDRSZ || !VARATT_IS_4B_U(bytes) || static_cast<std::int64_t>(VARSIZE(bytes)) != count) return false;
    result = constant(pnstrdup(bytes + VARHDRSZ, static_cast<Size>(count - VARHDRSZ)));
    return true;
}

bool read_constant(Scanner& in, Default& result) {
    constexpr std::int64_t longest = 64;
    in.skip("{CONST :consttype ");
    const Oid type = in.oid();
    in.skip(" :consttypmod ");
    in.number();
    in.skip(" :constcollid ");
    in.number();
    in.skip(" :constlen ");
    in.number();
    in.skip(" :constbyval ");
    const bool by_value = in.flag();
    in.skip(" :constisnull ");
    const bool is_null = in.flag();
    in.skip(" :location ");
    in.number();
    in.skip(" :constvalue ");
    if (is_null) {
        in.skip("<>}");
        result = {};
        return in.ok;
    }
    const std::int64_t count = in.number();
    in.skip(" [ ");
    // Of what is kept in a Datum all of that is written, however long it is.
    const std::int64_t written = by_value ? std::int64_t{sizeof(Datum)} : count;
    if (!in.ok || written > longest) return false;
    alignas(Datum) char bytes[longest];
    for (std::int64_t i = 0; i < written; ++i) {
        bytes[i] = static_cast<char>(in.number());
        in.skip(" ");
    }
    in.skip("]}");
    if (!in.ok) return false;
    if (!by_value) return read_text(type, bytes, written, result);
    Datum value = 0;
    memcpy(&value, bytes, sizeof(Datum));
    return read_value(type, value, result);
}

// The rest of a conversion's arguments, as varchar(text, integer, boolean) has them.
void skip_constants(Scanner& in) {
    Default other;
    while (in.ok && *in.at == ' ') {
        in.skip(" ");
        in.ok = in.ok && read_constant(in, other);
    }
}

// A call that converts a constant, from its arguments on.
bool read_converted(Scanner& in, Default& result) {
    in.skip("(");
    if (!in.ok || !read_constant(in, result)) return false;
    skip_constants(in);
    in.skip(") :location ");
    in.number();
    in.skip("}");
    return in.ok && *in.at == '\0';
}

bool read_call(Scanner& in, Default& result) {
    in.skip("{FUNCEXPR :funcid ");
    const Oid function = in.oid();
    if (in.ok && tells_current_time(function)) {
        result = {DefaultKind::CurrentTime};
        return true;
    }
    in.skip(" :funcresulttype ");
    in.number();
    in.skip(" :funcretset false :funcvariadic false :funcformat ");
    const std::int64_t format = in.number();
    in.skip(" :funccollid ");
    in.number();
    in.skip(" :inputcollid ");
    in.number();
    in.skip(" :args ");
    if (!in.ok) return false;
    if (function == F_GEN_RANDOM_UUID && in.at[0] == '<') {
        result = {DefaultKind::Uuid, "gen_random_uuid()"};
        return true;
    }
    const bool converts = format == COERCE_EXPLICIT_CAST || format == COERCE_IMPLICIT_CAST;
    return converts && read_converted(in, result);
}

}  // namespace

bool read_default_text(const char* stored, Default& result) {
    Scanner in{stored};
    constexpr std::string_view constants = "{CONST ";
    if (strncmp(stored, constants.data(), constants.size()) == 0) return read_constant(in, result) && *in.at == '\0';
    return read_call(in, result);
}

}  // namespace mana_guard::server

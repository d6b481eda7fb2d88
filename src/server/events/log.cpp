#include "server/events/log.hpp"

#include "server/events/json.hpp"
#include "server/names.hpp"
#include "server/policy/insert.hpp"
#include "server/settings.hpp"

namespace mana_guard::server {
namespace {

const char* user_name(Oid user) {
    const char* name = nullptr;
    return find_role_name(user, name) ? name : "";
}

// The client's address as inet; null for a local socket or a background process.
Datum client_address(bool* is_null) {
    auto* call = static_cast<FunctionCallInfo>(palloc0(SizeForFunctionCallInfo(0)));
    InitFunctionCallInfoData(*call, nullptr, 0, InvalidOid, nullptr, nullptr);
    const Datum address = inet_client_addr(call);
    *is_null = call->isnull;
    return address;
}

NamedValue text_value(const char* column, const char* text) {
    return {column, TEXTOID, text == nullptr ? Datum{0} : CStringGetTextDatum(text), text == nullptr};
}

NamedValue name_value(const char* column, const char* text) {
    return {column, NAMEOID, DirectFunctionCall1(namein, CStringGetDatum(text)), false};
}

// Of the extension's own type.
NamedValue severity_value(const char* column, Severity severity) {
    const Oid schema = get_namespace_oid("mana_guard", false);
    const Oid type =
        GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("severity"), ObjectIdGetDatum(schema));
    return {column, type,
            OidFunctionCall2(F_ENUM_IN, CStringGetDatum(name_of(severity).data()), ObjectIdGetDatum(type)), false};
}

void log_finding(const FindingRow& finding, const char* tag, Oid user) {
    bool is_local = true;
    const Datum address = client_address(&is_local);
    const NamedValue values[] = {
        {"logged_at", TIMESTAMPTZOID, TimestampTzGetDatum(GetCurrentTimestamp()), false},
        name_value("session_user_name", user_name(GetSessionUserId())),
        name_value("current_user_name", user_name(user)),
        {"client_addr", INETOID, address, is_local},
        text_value("application_name", application_name == nullptr ? "" : application_name),
        text_value("command_tag", tag),
        {"transaction_id", XID8OID, FullTransactionIdGetDatum(GetTopFullTransactionId()), false},
        text_value("rule", finding.rule),
        text_value("code", finding.code),
        text_value("object_type", finding.object_type),
        text_value("schema_name", finding.schema_name),
        text_value("object_name", finding.object_name),
        text_value("column_name", finding.column_name),
        text_value("identity", finding.identity),
        text_value("message", finding.message),
        severity_value("severity", finding.severity),
        // What can't be refused any more is warned of.
        severity_value("told", finding.told == Severity::Error ? Severity::Warn : finding.told),
        text_value("override_reason", finding.is_overridden ? settings().override_reason : nullptr),
    };
    insert_row("log", values);
}

void append_finding(StringInfo json, const FindingRow& finding) {
    appendStringInfoChar(json, '{');
    append_member(json, "code", finding.code);
    append_member(json, "rule", finding.rule);
    append_member(json, "severity", name_of(finding.severity).data());
    append_member(json, "object_type", finding.object_type);
    append_member(json, "identity", finding.identity);
    append_member(json, "column", finding.column_name);
    append_member(json, "message", finding.message);
    appendStringInfoChar(json, '}');
}

}  // namespace

void log_findings(const Verdict& verdict, const char* tag, Oid user) {
    for (const FindingRow& finding : verdict.findings) log_finding(finding, tag, user);
}

void log_refusal(const Verdict& verdict, const char* tag, Oid user) {
    bool is_local = true;
    const Datum address = client_address(&is_local);
    StringInfoData json;
    initStringInfo(&json);
    appendStringInfoChar(&json, '{');
    append_member(&json, "session_user", user_name(GetSessionUserId()));
    append_member(&json, "current_user", user_name(user));
    append_member(&json, "database", get_database_name(MyDatabaseId));
    append_member(&json, "client_addr", is_local ? nullptr : DatumGetCString(DirectFunctionCall1(inet_out, address)));
    append_member(&json, "application_name", application_name);
    append_member(&json, "command_tag", tag);
    appendStringInfoString(&json, ",\"findings\":[");
    for (const FindingRow& finding : verdict.findings) {
        if (&finding != verdict.findings.data()) appendStringInfoChar(&json, ',');
        append_finding(&json, finding);
    }
    appendStringInfoString(&json, "]}");
    ereport(LOG_SERVER_ONLY,
            (errmsg_internal("mana_guard refuses %s", json.data), errhidestmt(true), errhidecontext(true)));
}

}  // namespace mana_guard::server

#include "server/commands/grant_commands.hpp"

#include "server/commands/statement_target.hpp"

namespace mana_guard::server {
namespace {

bool is_to_public(const GrantStmt* statement) {
    for (int i = 0; i < list_length(statement->grantees); ++i) {
        if (static_cast<const RoleSpec*>(list_nth(statement->grantees, i))->roletype == ROLESPEC_PUBLIC) return true;
    }
    return false;
}

// "SELECT, UPDATE (name)"
const char* privileges_of(const GrantStmt* statement) {
    if (statement->privileges == NIL) return "ALL";
    StringInfoData text;
    initStringInfo(&text);
    for (int i = 0; i < list_length(statement->privileges); ++i) {
        const auto* privilege = static_cast<const AccessPriv*>(list_nth(statement->privileges, i));
        char* words = pstrdup(privilege->priv_name == nullptr ? "all" : privilege->priv_name);
        for (char* letter = words; *letter != '\0'; ++letter)
            *letter = static_cast<char>(pg_toupper(static_cast<unsigned char>(*letter)));
        appendStringInfo(&text, "%s%s", i == 0 ? "" : ", ", words);
        for (int c = 0; c < list_length(privilege->cols); ++c) {
            appendStringInfo(&text, "%s%s", c == 0 ? " (" : ", ",
                             quote_identifier(strVal(list_nth(privilege->cols, c))));
        }
        if (privilege->cols != NIL) appendStringInfoString(&text, ")");
    }
    return text.data;
}

// What stands between the privileges and the object's name: "ON ALL TABLES IN SCHEMA".
const char* on_what(const GrantStmt* statement) {
    const bool is_of_schema = statement->objtype == OBJECT_SCHEMA;
    switch (statement->targtype) {
        case ACL_TARGET_ALL_IN_SCHEMA:
            return "ON ALL TABLES IN SCHEMA";
        case ACL_TARGET_DEFAULTS:
            return is_of_schema ? "ON SCHEMAS" : "ON TABLES";
        default:
            return is_of_schema ? "ON SCHEMA" : "ON";
    }
}

void add(Reader& reader, const GrantStmt* grant, std::span<const Object> objects) {
    const bool is_judged = grant->objtype == OBJECT_TABLE || grant->objtype == OBJECT_SCHEMA;
    if (!is_judged || !grant->is_grant || !is_to_public(grant)) return;
    for (const Object& object : objects) {
        Command& command = reader.commands.add();
        command = Command();
        command.kind = CommandKind::GrantToPublic;
        command.object = &object;
        command.words = on_what(grant);
        command.definition = privileges_of(grant);
    }
}

}  // namespace

void add_public_grants(Reader& reader, const GrantStmt* statement) {
    if (!reader.judged.has(CommandKind::GrantToPublic)) return;
    add(reader, statement, statement_targets(reinterpret_cast<const Node*>(statement)));
}

void add_public_defaults(Reader& reader, const AlterDefaultPrivilegesStmt* statement) {
    if (!reader.judged.has(CommandKind::GrantToPublic)) return;
    add(reader, statement->action, statement_targets(reinterpret_cast<const Node*>(statement)));
}

}  // namespace mana_guard::server

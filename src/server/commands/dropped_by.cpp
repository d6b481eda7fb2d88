#include "server/commands/dropped_by.hpp"

namespace mana_guard::server {
namespace {

// A cast has two types, a transform a type and a language.
const char* name_of_types(const List* parts) {
    StringInfoData text;
    initStringInfo(&text);
    for (int i = 0; i < list_length(parts); ++i) {
        auto* part = static_cast<Node*>(list_nth(parts, i));
        appendStringInfo(&text, "%s%s", i == 0 ? "" : ", ",
                         IsA(part, TypeName) ? TypeNameToString(reinterpret_cast<TypeName*>(part)) : strVal(part));
    }
    return text.data;
}

const char* name_of_object(Node* object) {
    switch (nodeTag(object)) {
        case T_List: {
            auto* names = reinterpret_cast<List*>(object);
            return IsA(linitial(names), TypeName) ? name_of_types(names) : NameListToQuotedString(names);
        }
        case T_TypeName:
            return TypeNameToString(reinterpret_cast<TypeName*>(object));
        case T_ObjectWithArgs:
            return NameListToQuotedString(reinterpret_cast<ObjectWithArgs*>(object)->objname);
        default:
            return quote_identifier(strVal(object));
    }
}

// "column a, b" of the steps of that kind.
void append_steps(StringInfo text, const List* steps, AlterTableType kind, const char* noun) {
    const char* before = text->len == 0 ? noun : psprintf(", %s", noun);
    for (int i = 0; i < list_length(steps); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(steps, i));
        if (step->subtype != kind) continue;
        appendStringInfo(text, "%s%s", before, quote_identifier(step->name));
        before = ", ";
    }
}

}  // namespace

const char* dropped_by(Node* statement) {
    if (IsA(statement, DropOwnedStmt)) return "everything that its role owns";
    StringInfoData text;
    initStringInfo(&text);
    if (IsA(statement, AlterTableStmt)) {
        const auto* alter = reinterpret_cast<const AlterTableStmt*>(statement);
        append_steps(&text, alter->cmds, AT_DropColumn, alter->objtype == OBJECT_TYPE ? "attribute " : "column ");
        append_steps(&text, alter->cmds, AT_DropConstraint, "constraint ");
        return text.data;
    }
    const auto* drop = reinterpret_cast<const DropStmt*>(statement);
    const char* tag = GetCommandTagName(CreateCommandTag(statement));
    constexpr std::size_t verb = sizeof("DROP ") - 1;
    for (const char* letter = tag + verb; *letter != '\0'; ++letter)
        appendStringInfoChar(&text, static_cast<char>(pg_tolower(static_cast<unsigned char>(*letter))));
    for (int i = 0; i < list_length(drop->objects); ++i) {
        auto* object = static_cast<Node*>(list_nth(drop->objects, i));
        appendStringInfo(&text, "%s%s", i == 0 ? " " : ", ", name_of_object(object));
    }
    return text.data;
}

}  // namespace mana_guard::server

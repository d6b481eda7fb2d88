// MG812 allowed_extensions: only extensions on the list are created, because their code runs inside the server.
#include "rules/rule.hpp"

namespace mana_guard::rules::allowed_extensions {
namespace {

constexpr Parameter parameters[] = {
    names("names", "Extensions that may be created; an empty list allows all.", {}),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    const Names& allowed = p["names"];
    if (allowed.globs().empty() || allowed.matches(command.object->name)) return;
    found.at_object()
        .says("{kind} {object} is not one of the allowed extensions: {}", allowed.listed(" and "))
        .value(command.object->name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG812",
    .name = "allowed_extensions",
    .category = Category::Security,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "Only extensions on the list are created.",
    .why =
        "An extension's code runs inside the server, often with superuser rights. The extension must also be "
        "available, in the right version, on every server to which a dump is restored.",
    .kinds = ObjectKind::Extension,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::Create,
};

}  // namespace mana_guard::rules::allowed_extensions

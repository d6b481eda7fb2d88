// MG812 allowed_extensions: code in the server is code that somebody has agreed to.
#include "rules/rule.hpp"

namespace mana_guard::rules::allowed_extensions {
namespace {

constexpr Parameter parameters[] = {
    names("names", "Extensions that may be created; none for any.", {}),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    const Names& allowed = p["names"];
    if (allowed.globs().empty() || allowed.matches(command.object->name)) return;
    found.at_object()
        .says("{kind} {object} is none of those that are allowed: {}", allowed.listed(" and "))
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
    .summary = "Extensions are those that the house has agreed on.",
    .why =
        "An extension's code runs within the server and often as superuser, and it has to be there, in the right "
        "version, on every server that a dump is restored on.",
    .kinds = ObjectKind::Extension,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::Create,
};

}  // namespace mana_guard::rules::allowed_extensions

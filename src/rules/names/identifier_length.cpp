// MG414 identifier_length: PostgreSQL truncates a longer name.
#include "rules/rule.hpp"

namespace mana_guard::rules::identifier_length {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    auto finding = found.at(command);
    if (command.name.empty()) {
        finding.says("{kind} {object} is written as {}, but PostgreSQL keeps only {} bytes", command.new_name,
                     command.definition.size());
    } else {
        finding.says("{} {part} of {kind} {object} is written as {}, but PostgreSQL keeps only {} bytes", command.words,
                     command.new_name, command.definition.size());
    }
    finding.value(command.definition);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG414",
    .name = "identifier_length",
    .category = Category::Names,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "Names are no longer than PostgreSQL keeps.",
    .why =
        "PostgreSQL truncates a name to 63 bytes and issues only a notice. A tool that looks for the name it wrote "
        "finds nothing and creates the object again at each run, and two long names that begin alike become the same "
        "name.",
    .kinds = all_objects,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::CutName,
};

}  // namespace mana_guard::rules::identifier_length

// MG816 extension_outdated: an extension is as new as the files of the server.
#include "rules/rule.hpp"

namespace mana_guard::rules::extension_outdated {
namespace {

void judge(const Definition& extension, const Parameters& /*p*/, Findings& found) {
    const std::string_view available = extension.available_version;
    if (available.empty() || available == extension.version) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} is installed in version {}, but {} is available", extension.version, available)
        .value(extension.version);
    if (extension.can_be_updated) finding.fix("ALTER EXTENSION {object} UPDATE;");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG816",
    .name = "extension_outdated",
    .category = Category::Security,
    .severity = Severity::Off,
    .is_for_audits = true,
    .summary = "An extension is updated to the version that the server has.",
    .why =
        "A package replaces an extension's files, but its functions and their privileges in a database stay as they "
        "were until ALTER EXTENSION UPDATE. A vulnerability that the new version removes is still there.",
    .kinds = ObjectKind::Extension,
    .facts = Fact::Versions,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::extension_outdated

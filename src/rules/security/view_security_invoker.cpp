// MG805 view_security_invoker: a view does not bypass the row security of the tables it reads.
#include "rules/exposure.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::view_security_invoker {
namespace {

constexpr Parameter parameters[] = {
    flag("any_view", "Whether views of tables without row security are reported too.", false),
    reading(Fact::Security,
            names("roles", "The roles for which it matters: views that none of them has a privilege on pass.", {})),
};

void judge(const Table& view, const Parameters& p, Findings& found) {
    const std::string_view secured = view.reads_secured_table;
    if (view.is_security_invoker || (secured.empty() && !p.flag("any_view"))) return;
    const Names& roles = p["roles"];
    // What is granted matters only for roles.
    const bool is_about_view = view.touched.has(Fact::ViewBody) || !roles.globs().empty();
    if (!is_about_view || !is_exposed(view.grants, roles)) return;
    auto finding = found.at_object();
    if (secured.empty()) {
        finding.says("view {object} reads its tables with the rights of the view's owner");
    } else {
        finding.says("view {object} reads {}, which has row security, with the rights of the view's owner", secured)
            .value(secured);
    }
    finding.fix("{alter} SET (security_invoker = true);")
        .cure(view.created ? "CREATE VIEW {object} WITH (security_invoker = true) AS ...;"
                           : "{alter} SET (security_invoker = true);");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG805",
    .name = "view_security_invoker",
    .category = Category::Security,
    .severity = Severity::Off,
    .summary = "A view of a table with row security reads it with the rights of the role that queries the view.",
    .why =
        "Row security applies to the role that reads the table, and through this view that role is the view's owner. "
        "Whoever may read the view sees every row that the owner sees.",
    .kinds = ObjectKind::View,
    .facts = Fact::ViewBody | Fact::Security,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::view_security_invoker

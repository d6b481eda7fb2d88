// MG805 view_security_invoker: a view does not bypass the row security of the tables it reads.
#include "rules/rule.hpp"

namespace mana_guard::rules::view_security_invoker {
namespace {

void judge(const Table& view, const Parameters& /*p*/, Findings& found) {
    if (view.is_security_invoker || view.reads_secured_table.empty()) return;
    found.at_object()
        .says("view {object} reads {}, which has row security, with the rights of the view's owner",
              view.reads_secured_table)
        .value(view.reads_secured_table)
        .fix("{alter} SET (security_invoker = true);")
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
    .facts = Fact::ViewBody,
    .judge = judge,
};

}  // namespace mana_guard::rules::view_security_invoker

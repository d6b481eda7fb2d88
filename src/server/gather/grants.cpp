#include "server/gather/grants.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// Also through others, and those that have to SET ROLE first.
std::span<const std::string_view> members_of(Oid role) {
    Growing<std::string_view> names;
    List* roles = list_make1_oid(role);
    for (int i = 0; i < list_length(roles); ++i) {
        const char* name = nullptr;
        if (i > 0 && find_role_name(list_nth_oid(roles, i), name)) names.add() = name;
        CatCList* members = SearchSysCacheList1(AUTHMEMROLEMEM, ObjectIdGetDatum(list_nth_oid(roles, i)));
        for (int j = 0; j < members->n_members; ++j) {
            HeapTuple tuple = &members->members[j]->tuple;
            roles = list_append_unique_oid(roles, reinterpret_cast<Form_pg_auth_members>(GETSTRUCT(tuple))->member);
        }
        ReleaseSysCacheList(members);
    }
    return names.span();
}

}  // namespace

std::span<const Grant> grants_in(const Acl* list, Oid owner, AclMode privileges) {
    Growing<Grant> grants;
    List* known = NIL;
    for (int i = 0; i < ACL_NUM(list); ++i) {
        const AclItem& item = ACL_DAT(list)[i];
        const Oid role = item.ai_grantee;
        if (role == owner || (ACLITEM_GET_PRIVS(item) & privileges) == 0 || list_member_oid(known, role)) continue;
        known = lappend_oid(known, role);
        const char* name = "public";
        if (role != ACL_ID_PUBLIC && !find_role_name(role, name)) continue;
        Grant& grant = grants.add();
        grant.role = name;
        if (role != ACL_ID_PUBLIC) grant.members = members_of(role);
    }
    return grants.span();
}

}  // namespace mana_guard::server

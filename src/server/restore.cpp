#include "server/restore.hpp"

#include "server/prelude.hpp"
#include "server/settings.hpp"

namespace mana_guard::server {
namespace {

// A SECURITY DEFINER function that a superuser calls could set the marks as well: only the session itself counts.
bool is_superuser_itself() {
    Oid user = InvalidOid;
    int security_context = 0;
    GetUserIdAndSecContext(&user, &security_context);
    return security_context == 0 && user == GetOuterUserId() && superuser_arg(GetSessionUserId());
}

}  // namespace

bool is_restore() {
    return settings().restore_detection && !check_function_bodies && namespace_search_path[0] == '\0' &&
           is_superuser_itself();
}

}  // namespace mana_guard::server

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

// A migration tool that runs a dump as its first file sets the marks too, and never takes them back.
bool is_restoring_client() {
    List* clients = NIL;
    char* list = pstrdup(settings().restore_clients);
    bool is_one = false;
    if (!SplitGUCList(list, ',', &clients)) clients = NIL;
    for (int i = 0; i < list_length(clients); ++i) {
        is_one |= strcmp(static_cast<const char*>(list_nth(clients, i)), application_name) == 0;
    }
    list_free(clients);
    pfree(list);
    return is_one;
}

}  // namespace

bool is_restore() {
    return settings().restore_detection && !check_function_bodies && namespace_search_path[0] == '\0' &&
           is_superuser_itself() && is_restoring_client();
}

}  // namespace mana_guard::server

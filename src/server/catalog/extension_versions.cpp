#include "server/catalog/extension_versions.hpp"

#include "server/catalog/catalog_rows.hpp"

namespace mana_guard::server {
namespace {

// A call of a function of the server's own that returns rows, as the executor calls it.
struct RowsCall {
    EState* state = CreateExecutorState();
    ReturnSetInfo result{};
    FmgrInfo function{};

    explicit RowsCall(Oid oid) {
        result.type = T_ReturnSetInfo;
        result.econtext = CreateExprContext(state);
        result.allowedModes = SFRM_Materialize;
        fmgr_info(oid, &function);
    }
};

template <typename Each>
void each_row_of(const ReturnSetInfo& result, const Each& call) {
    TupleTableSlot* slot = MakeSingleTupleTableSlot(result.setDesc, &TTSOpsMinimalTuple);
    while (tuplestore_gettupleslot(result.setResult, true, false, slot)) call(slot);
    ExecDropSingleTupleTableSlot(slot);
}

// Whether scripts lead from the one to the other.
bool has_update_path(const char* extension, std::string_view from, std::string_view to) {
    RowsCall call(F_PG_EXTENSION_UPDATE_PATHS);
    LOCAL_FCINFO(arguments, 1);
    InitFunctionCallInfoData(*arguments, &call.function, 1, InvalidOid, nullptr,
                             reinterpret_cast<fmNodePtr>(&call.result));
    NameData name;
    namestrcpy(&name, extension);
    arguments->args[0] = {NameGetDatum(&name), false};
    pg_extension_update_paths(arguments);
    bool has_one = false;
    each_row_of(call.result, [&](TupleTableSlot* slot) {
        constexpr int source = 1;
        constexpr int target = 2;
        constexpr int path = 3;
        bool is_null = true;
        const Datum steps = slot_getattr(slot, path, &is_null);
        if (is_null || steps == Datum{}) return;
        has_one |= TextDatumGetCString(slot_getattr(slot, source, &is_null)) == from &&
                   TextDatumGetCString(slot_getattr(slot, target, &is_null)) == to;
    });
    FreeExecutorState(call.state);
    return has_one;
}

}  // namespace

AvailableVersions available_versions() {
    RowsCall call(F_PG_AVAILABLE_EXTENSIONS);
    LOCAL_FCINFO(arguments, 0);
    InitFunctionCallInfoData(*arguments, &call.function, 0, InvalidOid, nullptr,
                             reinterpret_cast<fmNodePtr>(&call.result));
    pg_available_extensions(arguments);
    Growing<AvailableVersion> versions;
    each_row_of(call.result, [&versions](TupleTableSlot* slot) {
        bool is_null = true;
        const char* name = pstrdup(NameStr(*DatumGetName(slot_getattr(slot, 1, &is_null))));
        const Datum version = slot_getattr(slot, 2, &is_null);
        if (!is_null) versions.add() = {name, TextDatumGetCString(version)};
    });
    FreeExecutorState(call.state);
    return versions.span();
}

void read_available_version(AvailableVersions available, Definition& extension) {
    extension.touched |= Fact::Versions;
    for (const AvailableVersion& one : available) {
        if (extension.name != one.extension) continue;
        extension.available_version = one.version;
        extension.can_be_updated =
            extension.version != one.version && has_update_path(one.extension, extension.version, one.version);
    }
}

}  // namespace mana_guard::server

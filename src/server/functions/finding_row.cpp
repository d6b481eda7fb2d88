#include "server/functions/finding_row.hpp"

#include "server/functions/results.hpp"
#include "server/policy/stored_rows.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {

Datum enumerator(std::string_view name, Oid type) {
    return OidFunctionCall2(F_ENUM_IN, CStringGetDatum(name.data()), ObjectIdGetDatum(type));
}

void fill_finding(const FindingRow& finding, const char* owner, TupleDesc descriptor, int first, int all, Datum* values,
                  bool* nulls) {
    if (descriptor->natts != all) {
        raise_unavailable(psprintf("type mana_guard.finding has %d attributes instead of %d",
                                   descriptor->natts - all + finding_columns, finding_columns),
                          way_out);
    }
    const char* texts[] = {finding.rule,
                           finding.code,
                           nullptr,
                           finding.object_type,
                           finding.schema_name,
                           finding.object_name,
                           finding.column_name,
                           finding.identity,
                           finding.message,
                           finding.detail,
                           finding.hint,
                           finding.fix,
                           nullptr,
                           finding.value,
                           finding.part_name,
                           owner};
    static_assert(lengthof(texts) == finding_columns);
    for (int i = 0; i < finding_columns; ++i) values[first + i] = text_or_null(texts[i], &nulls[first + i]);
    constexpr int severity = 2;
    constexpr int exempt = 12;
    values[first + severity] =
        enumerator(name_of(finding.severity), TupleDescAttr(descriptor, first + severity)->atttypid);
    nulls[first + severity] = false;
    values[first + exempt] = BoolGetDatum(finding.is_exempt);
    nulls[first + exempt] = false;
}

}  // namespace mana_guard::server

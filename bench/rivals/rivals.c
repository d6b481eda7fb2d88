/* Two event triggers in C: one that returns at once, one that fetches the command list and drops it. */
#include "postgres.h"

#include "executor/executor.h"
#include "fmgr.h"
#include "nodes/execnodes.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(rival_nothing);
PG_FUNCTION_INFO_V1(rival_command_list);

Datum
rival_nothing(PG_FUNCTION_ARGS)
{
	PG_RETURN_NULL();
}

/*
 * Calls pg_event_trigger_ddl_commands through its function pointer, as the executor would for FROM, but without SPI.
 * The function takes its result type from its OID, so the call needs a whole FmgrInfo.
 */
Datum
rival_command_list(PG_FUNCTION_ARGS)
{
	LOCAL_FCINFO(call, 0);
	static Oid	oid = InvalidOid;
	FmgrInfo	function;
	ReturnSetInfo list = {.type = T_ReturnSetInfo, .allowedModes = SFRM_Materialize, .returnMode = SFRM_ValuePerCall};

	/* Found once: the look-up walks all of the server's functions. */
	if (!OidIsValid(oid))
		oid = fmgr_internal_function("pg_event_trigger_ddl_commands");
	fmgr_info(oid, &function);
	list.econtext = CreateStandaloneExprContext();
	InitFunctionCallInfoData(*call, &function, 0, InvalidOid, NULL, (Node *) &list);
	(void) FunctionCallInvoke(call);
	if (list.setResult == NULL)
		elog(ERROR, "the command list was not materialised");
	tuplestore_end(list.setResult);
	FreeExprContext(list.econtext, true);
	PG_RETURN_NULL();
}

/*
 * Discards the server's caches at every chance while the guard's code runs, and only then: debug_discard_caches = 1 from the start
 * of each function of mana_guard's, of each call of its object access hook, and of the transaction's end, until they end.
 * A server without assertions has nothing to discard with.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/objectaccess.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/inval.h"
#include "utils/syscache.h"

PG_MODULE_MAGIC;

void		_PG_init(void);

static needs_fmgr_hook_type next_needs_hook;
static fmgr_hook_type next_hook;
static object_access_hook_type guards_access_hook;
static bool is_installed;

/* Whether the function is one of the guard's in C. */
static bool
is_guards(Oid function)
{
	HeapTuple	row = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	bool		found = false;

	if (!HeapTupleIsValid(row))
		return false;
	if (((Form_pg_proc) GETSTRUCT(row))->prolang == ClanguageId)
	{
		bool		is_null;
		Datum		symbol = SysCacheGetAttr(PROCOID, row, Anum_pg_proc_prosrc, &is_null);

		found = !is_null && strncmp(TextDatumGetCString(symbol), "mana_guard_", strlen("mana_guard_")) == 0;
	}
	ReleaseSysCache(row);
	return found;
}

static bool
needs_hook(Oid function)
{
	return is_guards(function) || (next_needs_hook && next_needs_hook(function));
}

static void
access_hook(ObjectAccessType access, Oid class_id, Oid object_id, int sub_id, void *arg)
{
	int			before = debug_discard_caches;

	debug_discard_caches = 1;
	PG_TRY();
	{
		if (guards_access_hook)
			guards_access_hook(access, class_id, object_id, sub_id, arg);
	}
	PG_FINALLY();
	{
		debug_discard_caches = before;
	}
	PG_END_TRY();
}

/* Called before the guard's, since it is registered after. */
static void
at_end_of_transaction(XactEvent event, void *arg)
{
	debug_discard_caches = event == XACT_EVENT_PRE_COMMIT || event == XACT_EVENT_PRE_PREPARE;
}

static void
at_function(FmgrHookEventType event, FmgrInfo *function, Datum *before)
{
	/* At the end the function may have been dropped. */
	if (event == FHET_START ? is_guards(function->fn_oid) : DatumGetInt32(*before) != 0)
	{
		if (event == FHET_START)
		{
			/* The guard's own hooks are in place once one of its functions is called. */
			if (!is_installed)
			{
				guards_access_hook = object_access_hook;
				object_access_hook = access_hook;
				RegisterXactCallback(at_end_of_transaction, NULL);
				is_installed = true;
			}
			*before = Int32GetDatum(debug_discard_caches + 1);
			debug_discard_caches = 1;
		}
		else
			debug_discard_caches = DatumGetInt32(*before) - 1;
	}
	else if (next_hook)
		next_hook(event, function, before);
}

void
_PG_init(void)
{
	next_needs_hook = needs_fmgr_hook;
	needs_fmgr_hook = needs_hook;
	next_hook = fmgr_hook;
	fmgr_hook = at_function;
}

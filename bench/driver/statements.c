#include "statements.h"

#include <stdio.h>
#include <stdlib.h>

/* Ten columns, a primary key, two unique constraints; clean under every rule. Numbers are padded: equal length, equal work. */
const struct kind kinds[] = {
	{"CREATE TABLE",
		"CREATE TABLE app.t_%06d (id text PRIMARY KEY, user_id text NOT NULL UNIQUE, slug text NOT NULL UNIQUE, "
		"email text NOT NULL, title text NOT NULL, body text, views bigint NOT NULL DEFAULT 0, published_by text, "
		"created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())"},
	{"ADD COLUMN", "ALTER TABLE app.t_%06d ADD COLUMN note text"},
	{"CREATE INDEX", "CREATE INDEX idx_t_%06d_title ON app.t_%06d (title)"},
	{"RENAME COLUMN", "ALTER TABLE app.t_%06d RENAME COLUMN note TO remark"},
	{"COMMENT", "COMMENT ON TABLE app.t_%06d IS 'measured'"},
	{"DROP TABLE", "DROP TABLE app.t_%06d"},
};
const size_t kind_count = sizeof kinds / sizeof kinds[0];

static void
fail(PGconn *session, const char *what)
{
	fprintf(stderr, "%s\n%s", what, PQerrorMessage(session));
	exit(1);
}

/* A guard that has something to say does other work than one that finds nothing. */
static void
fail_at_notice(void *session, const char *message)
{
	fail(session, message);
}

PGconn *
open_session(const char *dbname)
{
	const char *const keys[] = {"dbname", "application_name", NULL};
	const char *const values[] = {dbname, "bench", NULL};
	PGconn	   *session = PQconnectdbParams(keys, values, 0);

	if (PQstatus(session) != CONNECTION_OK)
		fail(session, dbname);
	PQsetNoticeProcessor(session, fail_at_notice, session);
	return session;
}

void
run(PGconn *session, const char *sql)
{
	PGresult   *result = PQexec(session, sql);

	if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
		fail(session, sql);
	PQclear(result);
}

const char *
prepare(const struct kind *kind, int t)
{
	static char sql[1024];

	snprintf(sql, sizeof sql, kind->statement, t, t);
	return sql;
}

void
sweep(PGconn *session)
{
	const int	spare = 900000;

	run(session, "VACUUM pg_class, pg_attribute, pg_type, pg_index, pg_constraint, pg_attrdef, pg_depend, pg_shdepend, "
		"pg_description, pg_statistic");
	for (int t = spare; t < spare + 2; t++)
		for (size_t k = 0; k < kind_count; k++)
			run(session, prepare(&kinds[k], t));
}

void
mark(PGconn *session, const char *name, int round)
{
	run(session, "SELECT pg_backend_pid()");
	printf("%d\t%s\t%d\n", PQbackendPID(session), name, round);
}

int
count_of(const char *text)
{
	int			count = atoi(text);

	if (count > 0)
		return count;
	fprintf(stderr, "not a count: %s\n", text);
	exit(2);
}

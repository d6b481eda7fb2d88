/* The statements that are measured, in the order of a table's life. */
#ifndef BENCH_STATEMENTS_H
#define BENCH_STATEMENTS_H

#include <libpq-fe.h>
#include <stddef.h>

struct kind
{
	const char *name;			/* as in the result table */
	const char *statement;		/* a format with the table's number, once or twice */
};

extern const struct kind kinds[];
extern const size_t kind_count;

/* Opens a session, or ends the program with the server's message. */
extern PGconn *open_session(const char *dbname);

/* Runs SQL, or ends the program with the statement and the server's message. */
extern void run(PGconn *session, const char *sql);

/* Runs one statement on table number t; the SQL is made by prepare(), so that its making isn't timed. */
extern const char *prepare(const struct kind *kind, int t);

/*
 * Frees the catalogs of dead rows, then plays every statement twice, so that what VACUUM has invalidated (plans,
 * catalog caches) is warm again in this session. Takes table numbers of its own.
 */
extern void sweep(PGconn *session);

/*
 * Ends what is measured: callgrind dumps and starts anew. Prints "PID NAME ROUND", tab-separated, which names what ran
 * before it: a backend's n-th line is its n-th dump.
 */
extern void mark(PGconn *session, const char *name, int round);

/* A number of a command line, at least 1, or ends the program. */
extern int count_of(const char *text);

#endif

/*
 * first marks|time ROUNDS ARM...: what a session pays once. Every round opens a session in each arm and plays one small
 * ALTER TABLE in it: the session's first, its second, and one after the policy was changed by another session.
 * With "time" prints "first time KIND ARM ROUND MICROSECONDS", with "marks" the lines of marks.c.
 */
#include "statements.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum
{
	max_arms = 16
};

static const char *const statement = "ALTER TABLE app.settled ALTER COLUMN title SET STATISTICS 200";

/* A change that makes the guard read its policy anew, where there is a guard. */
static const char *const change =
"DO $$ BEGIN IF to_regclass('mana_guard.active_profile') IS NOT NULL THEN TRUNCATE mana_guard.active_profile; END IF; END $$";

static bool counting;

static void
play(PGconn *session, const char *kind, const char *arm, int round)
{
	struct timespec from,
				to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	run(session, statement);
	clock_gettime(CLOCK_MONOTONIC, &to);
	if (counting)
		mark(session, kind, round);
	else
		printf("first time\t%s\t%s\t%d\t%.1f\n", kind, arm, round,
			(double) (to.tv_sec - from.tv_sec) * 1e6 + (double) (to.tv_nsec - from.tv_nsec) / 1e3);
}

static void
play_round(PGconn *other, const char *arm, int round)
{
	PGconn	   *session = open_session(arm);

	if (counting)
	{
		mark(session, "rest", round);
		mark(session, "mark", round);
	}
	play(session, "first DDL", arm, round);
	play(session, "second DDL", arm, round);
	run(other, change);
	play(session, "after a change", arm, round);
	PQfinish(session);
}

int
main(int argc, char **argv)
{
	PGconn	   *others[max_arms];
	int			arms = argc - 3;

	if (arms < 1 || arms > max_arms)
		return 2;
	int			rounds = count_of(argv[2]);

	counting = strcmp(argv[1], "marks") == 0;
	for (int arm = 0; arm < arms; arm++)
		others[arm] = open_session(argv[arm + 3]);
	for (int round = 0; round < rounds; round++)
		for (int arm = 0; arm < arms; arm++)
			play_round(others[arm], argv[arm + 3], round);
	for (int arm = 0; arm < arms; arm++)
		PQfinish(others[arm]);
	return 0;
}

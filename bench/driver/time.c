/*
 * time ROUNDS ARM...: an arm is the database of its name. Every round plays one table's life in each arm, at each
 * statement the arms in a new random order; prints "time KIND ARM ROUND MICROSECONDS", tab-separated.
 */
#include "statements.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum
{
	max_arms = 16,
	rounds_between_sweeps = 50
};

static double
microseconds_of(PGconn *session, const char *sql)
{
	struct timespec from,
				to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	run(session, sql);
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (double) (to.tv_sec - from.tv_sec) * 1e6 + (double) (to.tv_nsec - from.tv_nsec) / 1e3;
}

/* Fisher and Yates. */
static void
shuffle(int *order, int count)
{
	for (int i = count - 1; i > 0; i--)
	{
		int			j = (int) (random() % (i + 1));
		int			kept = order[i];

		order[i] = order[j];
		order[j] = kept;
	}
}

int
main(int argc, char **argv)
{
	PGconn	   *sessions[max_arms];
	int			order[max_arms];
	int			arms = argc - 2;

	if (arms < 1 || arms > max_arms)
		return 2;
	int			rounds = count_of(argv[1]);

	srandom((unsigned) time(NULL));
	for (int arm = 0; arm < arms; arm++)
	{
		sessions[arm] = open_session(argv[arm + 2]);
		order[arm] = arm;
	}
	for (int round = 0; round < rounds; round++)
	{
		for (int arm = 0; arm < arms && round % rounds_between_sweeps == 0; arm++)
			sweep(sessions[arm]);
		for (size_t k = 0; k < kind_count; k++)
		{
			const char *sql = prepare(&kinds[k], round);

			shuffle(order, arms);
			for (int i = 0; i < arms; i++)
				printf("time\t%s\t%s\t%d\t%.1f\n", kinds[k].name, argv[order[i] + 2], round,
					microseconds_of(sessions[order[i]], sql));
		}
	}
	for (int arm = 0; arm < arms; arm++)
		PQfinish(sessions[arm]);
	return 0;
}

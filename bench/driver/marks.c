/*
 * marks ROUNDS BATCH DATABASE: plays batches of BATCH statements of a kind on one session of a server that runs under
 * callgrind, with a mark after each. "rest" is what isn't measured; "mark" is a batch of none, which costs what a mark
 * costs.
 */
#include "statements.h"

int
main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	int			rounds = count_of(argv[1]);
	int			batch = count_of(argv[2]);
	PGconn	   *session = open_session(argv[3]);

	for (int round = 0; round < rounds; round++)
	{
		sweep(session);
		mark(session, "rest", round);
		mark(session, "mark", round);
		for (size_t k = 0; k < kind_count; k++)
		{
			for (int i = 0; i < batch; i++)
				run(session, prepare(&kinds[k], round * batch + i));
			mark(session, kinds[k].name, round);
		}
	}
	PQfinish(session);
	return 0;
}

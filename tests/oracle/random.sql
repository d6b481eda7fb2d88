-- The random schemas, seed by seed.
\ir random_kit.sql
\ir random_schema.sql
\ir random_adorn.sql
\ir random_table.sql
SELECT format('CALL pg_temp.random_tables(%s, %s)', seed, :tables) FROM unnest(string_to_array(:'seeds', ' ')) AS seed \gexec

-- What PostgreSQL refuses is part of chance; too much of it, or an error of the guard's, is not.
SELECT format('not ok: %s: %s: %s', state, message, left(statement, 200)) FROM attempts WHERE state ~ '^(XX|MG)';
SELECT format('not ok: %s of the statements were refused, %s tables made', (SELECT count(*) FROM attempts), (SELECT count(*) FROM made))
WHERE (SELECT count(*) FROM made) < 0.8 * :tables * cardinality(string_to_array(:'seeds', ' '));

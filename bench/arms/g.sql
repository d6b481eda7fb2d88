-- (g) as (d), with five rules of a house's own, three in SQL and two in PL/pgSQL, that find nothing in what is measured.
\ir d.sql
CREATE SCHEMA house;
SELECT format('CREATE FUNCTION house.rule_%s(relation regclass) RETURNS SETOF mana_guard.finding STABLE LANGUAGE %s AS %L', n,
              CASE WHEN n <= 3 THEN 'sql' ELSE 'plpgsql' END,
              format(CASE WHEN n <= 3 THEN 'SELECT mana_guard.new_finding(attname, attname) FROM %s'
                          ELSE 'DECLARE name name; BEGIN FOR name IN SELECT attname FROM %s LOOP RETURN NEXT mana_guard.new_finding(name); END LOOP; END' END,
                     format('pg_attribute WHERE attrelid = relation AND attname = ''secret_%s''', n)))
FROM generate_series(1, 5) AS n
\gexec
SELECT mana_guard.add_rule('rule_' || n, format('house.rule_%s(regclass)', n)::regprocedure, severity => 'error')
FROM generate_series(1, 5) AS n;

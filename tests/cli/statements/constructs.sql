-- Every construct in which a semicolon doesn't end a statement; tests/cli/splitter.sh counts them.
SELECT ';', 'it''s;', E'a\';', e'\\', U&'\0061;', B'1', "x;"";" FROM (SELECT 1 AS "x;"";") AS one;
SELECT E'first'
  ';\'second;' ;
SELECT $$;$$, $a$;$$;$b$;$a$, 1 AS a$b$, '$b$;';
SELECT /* ; /* ; */ ; ' */ 1 -- ;'
;
CREATE RULE also AS ON INSERT TO items DO ALSO (SELECT 1; SELECT 2; );
CREATE OR REPLACE FUNCTION total(begin int) RETURNS int LANGUAGE sql
BEGIN ATOMIC
    SELECT CASE WHEN begin > 0 THEN 1 ELSE 2 END;
    SELECT 1 AS end;
    SELECT CASE begin WHEN 1 THEN CASE WHEN true THEN 3 END END;
END;
CREATE PROCEDURE nothing() BEGIN ATOMIC END;
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $body$ BEGIN PERFORM 1; END; $body$;
DO $do$ BEGIN EXECUTE 'SELECT 1; SELECT 2'; END $do$;
\echo a command; 'that ends with its line
COPY items (a) FROM STDIN;
1; 'not SQL
\N
\.
BEGIN; SELECT 1; END;
PREPARE two (int, int) AS SELECT $1 + $2;
SELECT 1 ::int, array[1]::int[];
SELECT 1
\gexec
SELECT date'2026-01-01', timestamptz'2026-01-01';

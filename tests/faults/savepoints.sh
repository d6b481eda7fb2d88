# A refused statement undoes itself alone where a savepoint or an exception block holds it.
theme=savepoints

answer=$(sql <<SQL
BEGIN;
CREATE TABLE app.ones ($clean);
SAVEPOINT a;
CREATE TABLE app.refused ($bare);
ROLLBACK TO a;
CREATE TABLE app.twos ($clean);
SAVEPOINT b;
ALTER TABLE app.ones SET SCHEMA public;
ROLLBACK TO b;
RELEASE a;
COMMIT;
SQL
)
like 'the table is refused' "$answer" '^ERROR:  MG301'
like 'the move is refused' "$answer" '^ERROR:  MG101'
is 'the transaction goes on and commits' "$(sql <<<"SELECT string_agg(schemaname || '.' || tablename, ' ' ORDER BY tablename) FROM pg_tables WHERE schemaname IN ('app', 'public')")" 'app.ones app.twos'

answer=$(sql <<SQL
BEGIN;
CREATE TABLE app.threes ($bare);
CREATE TABLE app.fours ($clean);
COMMIT;
SQL
)
like 'without a savepoint the transaction is lost' "$answer" '^ERROR:  25P02'
is 'and leaves nothing' "$(sql <<<"SELECT to_regclass('app.fours') IS NULL")" t

answer=$(sql <<SQL
DO \$\$
DECLARE refusals text[];
BEGIN
    FOR i IN 1..3 LOOP
        EXECUTE format('CREATE TABLE app.kept_%s ($clean)', i);
        BEGIN
            EXECUTE format('CREATE TABLE app.lost_%s ($bare)', i);
        EXCEPTION WHEN OTHERS THEN refusals := refusals || SQLSTATE;
        END;
        BEGIN
            EXECUTE format('CREATE TABLE app.inner_%s ($clean)', i);
            EXECUTE format('ALTER TABLE app.inner_%s SET SCHEMA public', i);
        EXCEPTION WHEN OTHERS THEN refusals := refusals || SQLSTATE;
        END;
    END LOOP;
    RAISE INFO 'refusals %', refusals;
END \$\$;
SQL
)
like 'exception blocks catch each refusal' "$answer" 'refusals \{MG301,MG101,MG301,MG101,MG301,MG101\}'
is 'and keep the rest' "$(sql <<<"SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables WHERE tablename ~ '^(kept|lost|inner)'")" 'kept_1 kept_2 kept_3'

answer=$(sql <<SQL
CREATE FUNCTION app.make(columns text) RETURNS text LANGUAGE plpgsql AS \$\$
BEGIN
    EXECUTE 'CREATE TABLE app.made (' || columns || ')';
    RETURN 'made';
EXCEPTION WHEN SQLSTATE 'MG301' THEN
    RETURN 'refused';
END \$\$;
SELECT app.make('$bare'), app.make('$clean');
SQL
)
is 'a function tells of a refusal and goes on' "$answer" 'refused|made'

answer=$(sql <<SQL
CREATE PROCEDURE app.batches() LANGUAGE plpgsql AS \$\$
BEGIN
    CREATE TABLE app.batch_1 ($clean);
    COMMIT;
    BEGIN CREATE TABLE app.batch_2 ($bare); EXCEPTION WHEN SQLSTATE 'MG301' THEN NULL; END;
    CREATE TABLE app.batch_3 ($clean);
    COMMIT;
    CREATE TABLE app.batch_4 ($bare);
END \$\$;
CALL app.batches();
SQL
)
refused 'the last batch of a procedure is refused' "$answer" MG301
is 'those that committed stay' "$(sql <<<"SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables WHERE tablename LIKE 'batch%'")" 'batch_1 batch_3'

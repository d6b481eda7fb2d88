-- The oracle: view findings (code, schema_name, object_name, column_name, part_name), one row a finding, of the database as it stands
-- when this is read. Everything is temporary.
\ir catalog.sql
\ir placement.sql
\ir columns.sql
\ir types.sql
\ir names.sql
\ir keys.sql
\ir indexes.sql
\ir security.sql

-- The tables of migration tools are as their tools make them: the profile exempts them from what tables have to be. A table of the name
-- that TypeORM's has may be anybody's: no more than four rules are waived.
CREATE TEMP VIEW findings AS
    SELECT * FROM (
    SELECT * FROM placement
    UNION ALL SELECT * FROM type_findings
    UNION ALL SELECT * FROM column_findings
    UNION ALL SELECT * FROM name_findings
    UNION ALL SELECT * FROM key_findings
    UNION ALL SELECT * FROM index_findings
    UNION ALL SELECT * FROM security_findings) AS found
    WHERE object_name IS NULL OR code !~ '^MG[2345]'
        OR NOT (object_name IN ('__drizzle_migrations', '_prisma_migrations', 'flyway_schema_history', 'django_migrations', 'alembic_version', 'schema_migrations',
                'ar_internal_metadata', 'pgmigrations', 'knex_migrations', 'knex_migrations_lock', 'typeorm_metadata')
            OR (schema_name = 'sqitch' AND object_name IN ('changes', 'dependencies', 'events', 'projects', 'releases', 'tags'))
            OR (object_name = 'migrations' AND code IN ('MG207', 'MG208', 'MG301', 'MG514')));

-- What it can say: these codes are compared, also where nothing is found.
CREATE TEMP TABLE known AS
    SELECT unnest(string_to_array('MG101 MG102 MG103 MG104 MG105 MG108 MG201 MG202 MG203 MG204 MG205 MG206 MG207 MG208 MG209 MG210 MG211 MG212 '
        'MG213 MG214 MG215 MG219 MG220 MG301 MG302 MG303 MG304 MG305 MG306 MG307 MG309 MG310 MG311 MG401 MG404 MG405 MG406 MG407 MG408 MG409 '
        'MG410 MG411 MG412 MG413 MG416 MG418 MG501 MG502 MG503 MG504 MG505 MG506 MG507 MG508 MG509 MG510 MG511 MG512 MG513 MG514 MG515 MG516 MG517 '
        'MG518 MG519 MG520 MG521 MG522 MG222 MG223 MG224 MG801 MG802 MG803 MG805 MG806 MG807 MG808 MG810 MG811 MG813 MG814 MG815 MG816', ' ')) AS code;

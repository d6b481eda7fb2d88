\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(33);

-- The indexes of a new table are read by the record of what its command made: where others do more to it meanwhile, or
-- where the record doesn't tell, they are read from the catalog.
CREATE SCHEMA app;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('fk_index', 'error', timing => 'statement');
SELECT mana_guard.set_rule('require_primary_key', 'error', timing => 'statement');
SELECT mana_guard.set_rule('index_name', 'error', timing => 'statement');
SELECT mana_guard.set_rule('duplicate_index', 'error', timing => 'statement');
SELECT mana_guard.set_rule('redundant_index', 'error', timing => 'statement');
CREATE TABLE app.folders (id int PRIMARY KEY);

SELECT lives_ok('CREATE TABLE app.a1 (id int PRIMARY KEY, folder_id int UNIQUE REFERENCES app.folders)', 'an index of a constraint');
SELECT throws_ok('CREATE TABLE app.a2 (id int PRIMARY KEY, folder_id int REFERENCES app.folders)', 'MG503', NULL, 'and none');
SELECT throws_ok('CREATE TABLE app.a2 (id int UNIQUE)', 'MG501', NULL, 'another than the primary key''s');
SELECT throws_ok('CREATE TABLE app.a2 (id int PRIMARY KEY, folder_id int REFERENCES app.folders, EXCLUDE (folder_id WITH =) WHERE (folder_id > 2))', 'MG503', NULL, 'one with a predicate');
SELECT lives_ok('CREATE TABLE app.a2 (id int PRIMARY KEY, folder_id int REFERENCES app.folders, EXCLUDE (folder_id WITH =) WHERE (folder_id IS NOT NULL))', 'one whose predicate is no matter');
SELECT throws_ok('CREATE TABLE app.a0 (id int UNIQUE, PRIMARY KEY (id), EXCLUDE (id WITH =), folder_id int REFERENCES app.folders)', 'MG503', NULL, 'several on another column');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.model (id int PRIMARY KEY, name text);
CREATE UNIQUE INDEX wrong ON app.model (name);
SET LOCAL mana_guard.enabled = on;
SELECT throws_ok('CREATE TABLE app.a3 (LIKE app.model INCLUDING INDEXES)', 'MG409', NULL, 'LIKE copies what is no constraint''s');
SELECT lives_ok('CREATE TABLE app.a3 (LIKE app.folders INCLUDING INDEXES)', 'and what is');

CREATE TABLE app.parts (id int PRIMARY KEY) PARTITION BY RANGE (id);
SELECT lives_ok('CREATE TABLE app.parts_1 PARTITION OF app.parts FOR VALUES FROM (1) TO (2)', 'a partition has its parent''s');
SELECT lives_ok('CREATE SCHEMA el CREATE TABLE t (id int PRIMARY KEY, folder_id int REFERENCES app.folders) CREATE INDEX idx_t_folder ON t (folder_id)', 'CREATE SCHEMA makes both');

-- An event trigger whose turn comes before the guard's.
CREATE FUNCTION app.more() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    IF tg_tag = 'CREATE TABLE' AND current_setting('app.more', true) <> '' THEN
        EXECUTE current_setting('app.more');
    END IF;
END$$;
CREATE EVENT TRIGGER a_first ON ddl_command_end EXECUTE FUNCTION app.more();

SET LOCAL app.more = 'CREATE INDEX idx_b1_folder ON app.b1 (folder_id)';
SELECT lives_ok('CREATE TABLE app.b1 (id int PRIMARY KEY, folder_id int REFERENCES app.folders)', 'one that is made meanwhile');
SET LOCAL app.more = 'SET LOCAL mana_guard.enabled = off; CREATE INDEX idx_b2_folder ON app.b2 (folder_id); SET LOCAL mana_guard.enabled = on';
SELECT lives_ok('CREATE TABLE app.b2 (id int PRIMARY KEY, folder_id int REFERENCES app.folders)', 'also while the guard is off');
SET LOCAL app.more = 'SET LOCAL mana_guard.enabled = off; CREATE INDEX wrong_one ON app.b3 (id); SET LOCAL mana_guard.enabled = on';
SELECT throws_ok('CREATE TABLE app.b3 (id int PRIMARY KEY)', 'MG409', NULL, 'which is judged with the table');
SET LOCAL app.more = 'SET LOCAL mana_guard.enabled = off; ALTER TABLE app.b3 DROP CONSTRAINT b3_pkey; SET LOCAL mana_guard.enabled = on';
SELECT throws_ok('CREATE TABLE app.b3 (id int PRIMARY KEY)', 'MG501', NULL, 'one that is dropped again');
SET LOCAL app.more = 'ALTER TABLE app.b3 DROP CONSTRAINT b3_folder_id_key';
SELECT throws_ok('CREATE TABLE app.b3 (id int PRIMARY KEY, folder_id int UNIQUE REFERENCES app.folders)', 'MG503', NULL, 'by a command that is judged itself');
SET LOCAL app.more = 'ALTER INDEX app.b3_pkey RENAME TO b3_other';
SELECT lives_ok('CREATE TABLE app.b3 (id int PRIMARY KEY)', 'one that is renamed');
SET LOCAL app.more = 'ALTER TABLE app.parts ATTACH PARTITION app.b4 FOR VALUES FROM (4) TO (5)';
SELECT lives_ok('CREATE TABLE app.b4 (id int PRIMARY KEY)', 'one that is attached');
SET LOCAL app.more = 'DROP TABLE app.b5';
SELECT lives_ok('CREATE TABLE app.b5 (id int PRIMARY KEY, folder_id int UNIQUE REFERENCES app.folders)', 'all of it is gone');
SET LOCAL app.more = '';
DROP EVENT TRIGGER a_first;

-- CREATE INDEX reads the others in brief, and in full where it finds something.
SELECT throws_ok('CREATE UNIQUE INDEX idx_folders_id_unique ON app.folders (id)', 'MG505', 'index idx_folders_id_unique of table app.folders is the same as folders_pkey', 'the same as a primary key''s');
SELECT throws_ok('CREATE UNIQUE INDEX idx_a1_folder_unique ON app.a1 (folder_id)', 'MG505', 'index idx_a1_folder_unique of table app.a1 is the same as a1_folder_id_key', 'as a constraint''s');
SELECT lives_ok('CREATE INDEX idx_a1_id_folder ON app.a1 (id, folder_id)', 'another');
SELECT throws_ok('CREATE INDEX idx_a1_id_folder_id ON app.a1 (id, folder_id)', 'MG505', 'index idx_a1_id_folder_id of table app.a1 is the same as idx_a1_id_folder', 'the same as that');
SELECT throws_ok('CREATE INDEX idx_a1_id ON app.a1 (id)', 'MG506', 'index idx_a1_id of table app.a1 has the same key columns as a1_pkey', 'a prefix');
SELECT lives_ok('CREATE INDEX idx_a1_lower ON app.a1 (abs(folder_id)) WHERE folder_id > 1', 'one of an expression with a predicate');
SELECT throws_ok('CREATE INDEX idx_a1_again ON app.a1 (abs(folder_id)) WHERE folder_id > 1', 'MG505', 'index idx_a1_again of table app.a1 is the same as idx_a1_lower', 'the same again');
SELECT lives_ok('CREATE INDEX idx_a1_id_hash ON app.a1 USING hash (id)', 'by another method');
SELECT throws_ok('CREATE INDEX idx_a1_id_hash_2 ON app.a1 USING hash (id)', 'MG505', 'index idx_a1_id_hash_2 of table app.a1 is the same as idx_a1_id_hash', 'and by that again');
SELECT throws_ok('CREATE INDEX bad ON app.a1 (folder_id DESC)', 'MG409', NULL, 'a name');
-- One that is worth less than the new one is what is found.
SELECT throws_ok('CREATE INDEX idx_a2_id_folder ON app.a2 (id, folder_id); CREATE INDEX idx_a2_id ON app.a2 (id)', 'MG506', NULL, 'two in one string');
SELECT lives_ok('CREATE INDEX idx_parts_id_2 ON app.parts ((id + 1))', 'of all partitions');
SELECT throws_ok('CREATE INDEX idx_parts_id_3 ON app.parts ((id + 1))', 'MG505', NULL, 'twice');

-- Whether a table has autovacuum is told by its TOAST table too, as it was made.
SELECT mana_guard.set_rule('autovacuum_on', 'error');
SELECT throws_ok('CREATE TABLE app.c1 (id int PRIMARY KEY, body text) WITH (toast.autovacuum_enabled = off)', 'MG521', NULL, 'a TOAST table without autovacuum');
SELECT lives_ok('CREATE TABLE app.c1 (id int PRIMARY KEY, body text) WITH (toast.autovacuum_enabled = 1)', 'and with it');

SELECT * FROM finish();
ROLLBACK;

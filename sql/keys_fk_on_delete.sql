\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(13);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG508', 'error');
CREATE TABLE app.folders (id uuid PRIMARY KEY);

SELECT lives_ok('CREATE TABLE app.a (a_id uuid REFERENCES app.folders ON DELETE CASCADE, b_id uuid REFERENCES app.folders ON DELETE SET NULL,
    c_id uuid REFERENCES app.folders ON DELETE SET DEFAULT, d_id uuid REFERENCES app.folders ON DELETE RESTRICT)', 'every action passes');
SELECT throws_ok('CREATE TABLE app.b (folder_id uuid REFERENCES app.folders)', 'MG508', 'foreign key b_folder_id_fkey of table app.b has no ON DELETE action', 'none is refused');
SELECT throws_ok('CREATE TABLE app.b (folder_id uuid REFERENCES app.folders ON UPDATE CASCADE)', 'MG508', NULL, 'an action on update is another matter');
SELECT throws_ok('CREATE TABLE app.b (folder_id uuid REFERENCES app.folders ON DELETE NO ACTION)', 'MG508', NULL, 'NO ACTION is kept as none');
SELECT lives_ok('CREATE TABLE app.b (folder_id uuid REFERENCES app.folders DEFERRABLE)', 'a key that can be deferred needs it');
SELECT throws_ok('ALTER TABLE app.b ALTER CONSTRAINT b_folder_id_fkey NOT DEFERRABLE', 'MG508', 'foreign key b_folder_id_fkey of table app.b has no ON DELETE action', 'until it can''t');
SELECT throws_ok('ALTER TABLE app.b ADD COLUMN other_id uuid REFERENCES app.folders', 'MG508', 'foreign key b_other_id_fkey of table app.b has no ON DELETE action', 'ADD COLUMN');
SELECT throws_ok('ALTER TABLE app.b ADD FOREIGN KEY (folder_id) REFERENCES app.folders NOT VALID', 'MG508', NULL, 'ADD FOREIGN KEY');
CREATE TABLE app.days (id uuid) PARTITION BY HASH (id);
CREATE TABLE app.days_0 PARTITION OF app.days FOR VALUES WITH (MODULUS 1, REMAINDER 0);
SELECT throws_ok('ALTER TABLE app.days ADD FOREIGN KEY (id) REFERENCES app.folders', 'MG508', 'foreign key days_id_fkey of table app.days has no ON DELETE action', 'a partitioned table, told once');
SELECT throws_ok('ALTER TABLE app.days_0 ADD FOREIGN KEY (id) REFERENCES app.folders', 'MG508', 'foreign key days_0_id_fkey of table app.days_0 has no ON DELETE action', 'a partition''s own key');

SET LOCAL mana_guard.enabled = off;
ALTER TABLE app.days ADD CONSTRAINT "Key" FOREIGN KEY (id) REFERENCES app.folders;
CREATE TABLE app.old (folder_id uuid);
ALTER TABLE app.old ADD FOREIGN KEY (folder_id) REFERENCES app.folders ON UPDATE CASCADE NOT VALID;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.old ALTER COLUMN folder_id SET STATISTICS 10', 'what stood before may be altered');
SELECT results_eq('SELECT object_name, split_part(fix, E''\n'', 2) FROM mana_guard.audit(''app'') ORDER BY 1',
    $$VALUES ('days', 'ALTER TABLE app.days DROP CONSTRAINT "Key", ADD CONSTRAINT "Key" FOREIGN KEY (id) REFERENCES app.folders (id) ON DELETE RESTRICT;'),
             ('old', 'ALTER TABLE app.old DROP CONSTRAINT old_folder_id_fkey, ADD CONSTRAINT old_folder_id_fkey FOREIGN KEY (folder_id) REFERENCES app.folders (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;')$$,
    'the audit tells of each');
DO $$DECLARE fix text; BEGIN FOR fix IN SELECT f.fix FROM mana_guard.audit('app') f LOOP EXECUTE fix; END LOOP; END$$;
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'the fixes help');

SELECT * FROM finish();
ROLLBACK;

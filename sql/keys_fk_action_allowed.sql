\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(16);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG507', 'error');
CREATE TABLE app.folders (id uuid PRIMARY KEY, number int UNIQUE, UNIQUE (id, number));

SELECT lives_ok('CREATE TABLE app.a (a_id uuid REFERENCES app.folders, b_id uuid REFERENCES app.folders ON DELETE CASCADE,
    c_id uuid REFERENCES app.folders ON DELETE SET NULL, d_id uuid REFERENCES app.folders ON DELETE RESTRICT)', 'the actions on the list pass');
SELECT throws_ok('CREATE TABLE app.b (folder_id uuid REFERENCES app.folders ON DELETE SET DEFAULT)', 'MG507',
    'foreign key b_folder_id_fkey of table app.b uses set default on delete; only cascade, set null, restrict or no action is allowed', 'another on delete');
SELECT throws_ok('CREATE TABLE app.b (folder_id uuid REFERENCES app.folders ON UPDATE CASCADE)', 'MG507',
    'foreign key b_folder_id_fkey of table app.b uses cascade on update; only no action is allowed', 'another on update');
SELECT throws_ok('ALTER TABLE app.a ADD CONSTRAINT "E" FOREIGN KEY (a_id) REFERENCES app.folders ON UPDATE RESTRICT', 'MG507',
    'foreign key "E" of table app.a uses restrict on update; only no action is allowed', 'ADD CONSTRAINT');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN e_id uuid REFERENCES app.folders ON UPDATE SET NULL', 'MG507',
    'foreign key a_e_id_fkey of table app.a uses set null on update; only no action is allowed', 'ADD COLUMN');
SELECT throws_ok('CREATE TABLE app.days (id uuid REFERENCES app.folders ON UPDATE CASCADE) PARTITION BY HASH (id)', 'MG507',
    'foreign key days_id_fkey of table app.days uses cascade on update; only no action is allowed', 'a partitioned table');
CREATE TABLE app.days (id uuid) PARTITION BY HASH (id);
CREATE TABLE app.days_0 PARTITION OF app.days FOR VALUES WITH (MODULUS 1, REMAINDER 0);
SELECT throws_ok('ALTER TABLE app.days ADD FOREIGN KEY (id) REFERENCES app.folders ON UPDATE CASCADE', 'MG507',
    'foreign key days_id_fkey of table app.days uses cascade on update; only no action is allowed', 'told once for all its partitions');
SELECT throws_ok('ALTER TABLE app.days_0 ADD FOREIGN KEY (id) REFERENCES app.folders ON UPDATE CASCADE', 'MG507',
    'foreign key days_0_id_fkey of table app.days_0 uses cascade on update; only no action is allowed', 'a partition''s own key');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.old (folder_id uuid, "Number" int, CONSTRAINT "Key" FOREIGN KEY (folder_id, "Number") REFERENCES app.folders (id, number)
    MATCH FULL ON DELETE SET NULL ("Number") ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.old ALTER COLUMN folder_id SET STATISTICS 10', 'what stood before may be altered');
SELECT throws_ok('ALTER TABLE app.old ADD CONSTRAINT second FOREIGN KEY (folder_id) REFERENCES app.folders ON UPDATE CASCADE', 'MG507', NULL, 'but gets no second one');
SELECT results_eq('SELECT value, split_part(fix, E''\n'', 2) FROM mana_guard.audit(''app'')',
    $$VALUES ('on update cascade',
      'ALTER TABLE app.old DROP CONSTRAINT "Key", ADD CONSTRAINT "Key" FOREIGN KEY (folder_id, "Number") REFERENCES app.folders (id, number) MATCH FULL ON DELETE SET NULL ("Number") DEFERRABLE INITIALLY DEFERRED;')$$,
    'the fix makes the key anew, with all else that it had');
DO $$DECLARE fix text; BEGIN SELECT f.fix INTO fix FROM mana_guard.audit('app') f; EXECUTE fix; END$$;
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'and helps');
SELECT is((SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'Key'),
    'FOREIGN KEY (folder_id, "Number") REFERENCES app.folders(id, number) MATCH FULL ON DELETE SET NULL ("Number") DEFERRABLE INITIALLY DEFERRED', 'nothing else is lost');

SELECT mana_guard.set_rule('MG507', 'error', params => '{"on_delete": ["restrict", "no*"], "on_update": ["*"]}');
SELECT throws_ok('CREATE TABLE app.c (folder_id uuid REFERENCES app.folders ON DELETE CASCADE)', 'MG507',
    'foreign key c_folder_id_fkey of table app.c uses cascade on delete; only restrict or no* is allowed', 'the lists are parameters');
SELECT lives_ok('CREATE TABLE app.c (folder_id uuid REFERENCES app.folders ON DELETE RESTRICT ON UPDATE CASCADE)', 'both of them');
SELECT count(*) FROM mana_guard.exempt('app.d.d_folder_id_fkey', 'fk_action_allowed', reason => 'it stays');
SELECT lives_ok('CREATE TABLE app.d (folder_id uuid REFERENCES app.folders ON DELETE CASCADE)', 'a key is waived by its name');

SELECT * FROM finish();
ROLLBACK;

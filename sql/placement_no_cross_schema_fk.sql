\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(16);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG108', 'error');

CREATE SCHEMA auth;
CREATE SCHEMA drive;
CREATE TABLE auth.users (id text PRIMARY KEY);
CREATE TABLE drive.folders (id uuid PRIMARY KEY);
CREATE TABLE drive.parts (id uuid, part int, PRIMARY KEY (id, part));
CREATE TABLE app.tags (id uuid PRIMARY KEY);

SELECT throws_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, folder_id uuid REFERENCES drive.folders)', 'MG108',
    'foreign key files_folder_id_fkey of table app.files refers to drive.folders in another schema', 'a key to another schema is refused');
SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, user_id text REFERENCES auth.users, tag_id uuid REFERENCES app.tags,
    folder_id uuid, part int, own_id uuid REFERENCES app.files)', 'keys to the users, to the same schema and to itself pass');
SELECT throws_ok('ALTER TABLE app.files ADD FOREIGN KEY (folder_id) REFERENCES drive.folders', 'MG108', NULL, 'ALTER TABLE … ADD FOREIGN KEY');
SELECT throws_ok('ALTER TABLE app.files ADD FOREIGN KEY (folder_id, part) REFERENCES drive.parts NOT VALID', 'MG108', NULL, 'of two columns, not validated');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN other_id uuid REFERENCES drive.folders', 'MG108', NULL, 'ADD COLUMN … REFERENCES');
SELECT throws_ok('ALTER TABLE app.files SET SCHEMA drive', 'MG108',
    'foreign key files_tag_id_fkey of table drive.files refers to app.tags in another schema', 'a table that moves away from its target');
SELECT throws_ok('CREATE SCHEMA events CREATE TABLE clicks (id int, folder_id uuid REFERENCES drive.folders)', 'MG108', NULL, 'CREATE SCHEMA with its table');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app."Old files" (id uuid PRIMARY KEY, "Folder" uuid REFERENCES drive.folders);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app."Old files" ALTER COLUMN id SET STATISTICS 10', 'what stood before isn''t held against a command');
SELECT results_eq($$SELECT object_type, message, fix FROM mana_guard.audit() WHERE code = 'MG108'$$,
    $$VALUES ('constraint', 'foreign key "Old files_Folder_fkey" of table app."Old files" refers to drive.folders in another schema',
        'ALTER TABLE app."Old files" DROP CONSTRAINT "Old files_Folder_fkey";')$$, 'an audit finds it');
SELECT lives_ok('ALTER TABLE app."Old files" DROP CONSTRAINT "Old files_Folder_fkey";', 'the fix passes');
SELECT is_empty($$SELECT * FROM mana_guard.audit() WHERE code = 'MG108'$$, 'and leaves nothing');

CREATE TABLE app.clicks (id uuid, at timestamptz, folder_id uuid) PARTITION BY RANGE (at);
CREATE TABLE drive.clicks_2030 PARTITION OF app.clicks FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
SELECT throws_ok('ALTER TABLE drive.clicks_2030 ADD FOREIGN KEY (id) REFERENCES app.tags', 'MG108', NULL, 'a partition''s own key');
SELECT lives_ok('ALTER TABLE app.clicks ADD FOREIGN KEY (id) REFERENCES app.tags', 'but not its parent''s, wherever the partition is');

SELECT mana_guard.set_rule('MG108', 'error', params => '{"allowed_targets": ["drive.folders", "shared_*"]}');
SELECT lives_ok('ALTER TABLE app.files ADD FOREIGN KEY (folder_id) REFERENCES drive.folders', 'a table that the policy allows');
SELECT throws_ok('ALTER TABLE app.files ADD FOREIGN KEY (folder_id, part) REFERENCES drive.parts', 'MG108', NULL, 'and no other of its schema');
SELECT throws_ok('CREATE TABLE app.others (user_id text REFERENCES auth.users)', 'MG108', NULL, 'nor what it allows no more');

SELECT * FROM finish();
ROLLBACK;

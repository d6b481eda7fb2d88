\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(21);

CREATE ROLE mana_guard_auth;
CREATE ROLE mana_guard_dba;
CREATE SCHEMA auth;
CREATE SCHEMA mail;
CREATE SCHEMA storage;
GRANT CREATE, USAGE ON SCHEMA auth, mail TO mana_guard_auth, mana_guard_dba;
SET LOCAL client_min_messages = error;

SELECT is((SELECT count(*)::int FROM mana_guard.registry), 0, 'the registry is empty by default');
SELECT mana_guard.use_profile('mana_platform');
SELECT results_eq('SELECT service, schema_name, from_profile FROM mana_guard.registry ORDER BY 2',
    $$VALUES ('mana-subscriptions', 'subscriptions', true), ('mana-analytics', 'feedback', true), ('mana-auth', 'auth', true), ('mana-credits', 'credits', true),
        ('mana-events', 'event_discovery', true), ('mana-events', 'events', true), ('mana-mail', 'mail', true), ('mana-research', 'research', true), ('mana-user', 'usr', true) ORDER BY 2$$,
    'the profile mana_platform has the guidelines'' services and schemas');
SELECT is((SELECT count(*)::int FROM mana_guard.service_schemas), 0, 'which are no rows of the house');
SELECT is((SELECT count(owner_role)::int FROM mana_guard.registry), 0, 'nor has it owners');

-- MG104.
SELECT mana_guard.set_rule('MG104', 'error');
SELECT mana_guard.set_rule('columns', 'off');
SELECT lives_ok('CREATE TABLE auth.a (id int)', 'a schema of the profile');
SELECT throws_ok('CREATE TABLE storage.a (id int)', 'MG104', 'schema storage holds tables but is not registered', 'one that nobody registered');
INSERT INTO mana_guard.service_schemas (service, schema_name, owner_role, migration_lock_id) VALUES ('mana-storage', 'storage', NULL, 4711), ('mana-auth', 'auth', 'mana_guard_auth', NULL);
SELECT lives_ok('CREATE TABLE storage.a (id int)', 'the house''s own');
SELECT is((SELECT row(service, owner_role, from_profile)::text FROM mana_guard.registry WHERE schema_name = 'auth'), '(mana-auth,mana_guard_auth,f)', 'a row takes the place of the profile''s');
SELECT is((SELECT row(count(*), sum(migration_lock_id))::text FROM mana_guard.registry), '(10,4711)', 'and is not there twice');
INSERT INTO mana_guard.service_schemas (service, schema_name, removed) VALUES ('mana-mail', 'mail', true), ('mana-none', 'nowhere', true);
SELECT throws_ok('CREATE TABLE mail.a (id int)', 'MG104', NULL, 'one that is marked removed takes it away');
SELECT is((SELECT array_agg(schema_name) FROM mana_guard.registry WHERE schema_name IN ('mail', 'nowhere')), NULL, 'and is nowhere to be seen');
UPDATE mana_guard.service_schemas SET removed = false WHERE schema_name = 'mail';
SELECT lives_ok('CREATE TABLE mail.a (id int)', 'until it is not');

-- MG107.
SET ROLE mana_guard_dba;
SELECT throws_ok('CREATE TABLE auth.b (id int)', 'MG107', 'must be a member of role mana_guard_auth to change schema auth', 'another role than the owner');
SELECT lives_ok('CREATE TABLE mail.b (id int)', 'a schema without one');
SET ROLE mana_guard_auth;
SELECT lives_ok('CREATE TABLE auth.b (id int)', 'the owner');
RESET ROLE;
UPDATE mana_guard.service_schemas SET owner_role = 'mana_guard_dba' WHERE schema_name = 'auth';
SET ROLE mana_guard_auth;
SELECT throws_ok('DROP TABLE auth.b', 'MG107', 'must be a member of role mana_guard_dba to change schema auth', 'no more when there is another');
RESET ROLE;
SELECT mana_guard.set_rule('MG107', 'off', schema_pattern => 'auth');
SET ROLE mana_guard_auth;
SELECT lives_ok('DROP TABLE auth.b', 'unless the policy says otherwise');
RESET ROLE;

-- MG106 and MG105 need no registry.
SELECT mana_guard.use_profile('guidelines');
TRUNCATE mana_guard.service_schemas;
SELECT is((SELECT count(*)::int FROM mana_guard.registry), 0, 'the registry is empty again');
SELECT lives_ok('CREATE SCHEMA anybodys CREATE TABLE a (id int)', 'and MG104 is silent');
SELECT throws_ok('ALTER SCHEMA anybodys RENAME TO nobodys', 'MG106', NULL, 'not so MG106');
SELECT mana_guard.set_rule('MG105', 'error');
SELECT throws_ok('CREATE SCHEMA "Nobodys"', 'MG105', NULL, 'nor MG105');

SELECT * FROM finish();
ROLLBACK;

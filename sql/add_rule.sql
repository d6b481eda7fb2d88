\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(1);
DELETE FROM mana_guard.log;
CREATE SCHEMA app;
CREATE FUNCTION app.no_secrets(regclass) RETURNS SETOF mana_guard.finding LANGUAGE sql STABLE AS
    $$SELECT mana_guard.new_finding(format('column %s of %s is a secret', attname, $1), attname, value => 'x') FROM pg_attribute WHERE attrelid = $1 AND attname LIKE 'secret%'$$;
SELECT is(mana_guard.add_rule('no_secrets', 'app.no_secrets(regclass)', severity => 'error', why => 'Secrets belong into the vault.'), 'MGX01', 'added');
SELECT * FROM mana_guard.own_rules;
SELECT * FROM mana_guard.rules WHERE code ~ 'MGX';
\set VERBOSITY verbose
SAVEPOINT a;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), secret text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
ROLLBACK TO a;
SELECT (mana_guard.status()).*;
ROLLBACK;

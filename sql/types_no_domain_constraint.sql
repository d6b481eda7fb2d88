\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG215', 'error');

SELECT throws_ok('CREATE DOMAIN app.email AS text CHECK (VALUE LIKE ''%@%'')', 'MG215', 'domain app.email has a constraint', 'a domain with a CHECK is refused');
SELECT throws_ok('CREATE DOMAIN app.email AS text NOT NULL', 'MG215', 'domain app.email has a constraint', 'and one with NOT NULL');
SELECT lives_ok('CREATE DOMAIN app.email AS text DEFAULT ''''', 'one with a default passes');
SELECT lives_ok('CREATE DOMAIN app.nullable AS text NULL', 'and one that says NULL');
SELECT throws_ok('ALTER DOMAIN app.email ADD CONSTRAINT has_at CHECK (VALUE LIKE ''%@%'') NOT VALID', 'MG215', 'domain app.email has a constraint', 'ALTER DOMAIN … ADD CONSTRAINT');
SELECT throws_ok('ALTER DOMAIN app.email SET NOT NULL', 'MG215', NULL, 'ALTER DOMAIN … SET NOT NULL');
SELECT lives_ok('ALTER DOMAIN app.email SET DEFAULT ''none''', 'ALTER DOMAIN … SET DEFAULT passes');

SET LOCAL mana_guard.enabled = off;
CREATE DOMAIN app.amount AS numeric CONSTRAINT positive CHECK (VALUE > 0) NOT NULL;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE DOMAIN app.price AS app.amount', 'a domain over one with a constraint has none of its own');
SELECT lives_ok('CREATE TABLE app.bills (amount app.amount, price app.price)', 'and columns of either pass');
SELECT lives_ok('ALTER DOMAIN app.amount DROP CONSTRAINT positive', 'to drop one of two passes');
SELECT results_eq($$SELECT object_type, identity, message, fix FROM mana_guard.audit() WHERE code = 'MG215'$$,
    $$VALUES ('domain', 'app.amount', 'domain app.amount has a constraint', NULL)$$, 'an audit finds the domain, once');
SELECT lives_ok('ALTER DOMAIN app.amount DROP NOT NULL', 'and the other');
SELECT is_empty($$SELECT * FROM mana_guard.audit() WHERE code = 'MG215'$$, 'which leaves nothing');
SELECT throws_ok('ALTER DOMAIN app.amount ADD CHECK (VALUE > 0)', 'MG215', NULL, 'a constraint that comes back is new');

SELECT * FROM finish();
ROLLBACK;

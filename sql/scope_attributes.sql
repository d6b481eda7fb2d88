\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(17);

-- Each attribute comes from the most specific row that speaks of it.
INSERT INTO mana_guard.policy (id, rule, schema_pattern, object_pattern, severity, timing, existing, params, advice) VALUES
    (901, 'require_timestamps', '*', '*', 'warn', NULL, 'warn', '{"columns": ["made_at"]}', 'For all.'),
    (902, 'columns', 'crm*', '*', NULL, 'commit', NULL, '{}', 'In crm.'),
    (903, 'require_timestamps', 'crm_eu', '*', 'error', NULL, 'enforce', '{}', NULL),
    (904, 'require_timestamps', '*', 'order?', NULL, 'statement', NULL, '{"columns": ["ordered_at"]}', NULL);
CREATE TEMP VIEW told AS SELECT o AS object, e.* FROM unnest('{crm_eu.orders,crm_eu.lines,crm_us.lines,mail.lines}'::text[]) AS o, mana_guard.explain(o) AS e;

SELECT is((SELECT row(severity, severity_from, timing, timing_from, existing, existing_from)::text FROM told WHERE object = 'crm_eu.orders' AND code = 'MG301'),
    '(error,"policy row 903",statement,"policy row 904",enforce,"policy row 903")', 'severity, timing and existing each from their own row');
SELECT is((SELECT row(parameters, parameters_from, advice, advice_from)::text FROM told WHERE object = 'crm_eu.orders' AND code = 'MG301'),
    $$("{""columns"": [""ordered_at""]}","{""columns"": ""policy row 904""}","In crm.","policy row 902")$$, 'and parameters and advice');
SELECT is((SELECT row(severity_from, timing, timing_from, existing_from, parameters_from ->> 'columns', advice_from)::text FROM told WHERE object = 'crm_eu.lines' AND code = 'MG301'),
    '("policy row 903",commit,"policy row 902","policy row 903","policy row 901","policy row 902")', 'another object');
SELECT is((SELECT row(severity_from, timing_from, existing_from, parameters_from ->> 'columns', advice_from)::text FROM told WHERE object = 'crm_us.lines' AND code = 'MG301'),
    '("policy row 901","policy row 902","policy row 901","policy row 901","policy row 902")', 'another schema');
SELECT is((SELECT row(severity_from, timing_from, existing_from, parameters_from ->> 'columns', advice_from)::text FROM told WHERE object = 'mail.lines' AND code = 'MG301'),
    '("policy row 901",default,"policy row 901","policy row 901","policy row 901")', 'and what no row says is the rule''s own');
SELECT is((SELECT parameters_from ->> 'columns' || ' ' || (parameters ->> 'columns') FROM told WHERE object = 'crm_eu.orders' AND code = 'MG302'),
    'rule require_timestamps ["ordered_at"]', 'a parameter that is another rule''s');
SELECT is((SELECT row(advice_from, existing, existing_from)::text FROM mana_guard.explain('mail.lines') WHERE code = 'MG201'),
    '(,notice,default)', 'the profile has no advice');
SELECT is((SELECT row(timing, timing_from, existing, existing_from)::text FROM mana_guard.explain('mail.lines') WHERE code = 'MG106'),
    '(start,default,,)', 'a rule about a command has no existing');
SELECT is((SELECT count(*) FROM mana_guard.explain('mail.lines')), (SELECT count(*) FROM mana_guard.rules), 'every rule is told of');
SELECT throws_ok('SELECT * FROM mana_guard.explain(''lines'')', 'MG900', '"lines" is not an object name', 'what names no object is refused');

-- A timing that only some of the rules can have is left to those.
SELECT mana_guard.set_rule('*', NULL, timing => 'commit', object_pattern => 'later');
SELECT is((SELECT array_agg(code ORDER BY code) FROM mana_guard.explain('mail.later') WHERE timing <> 'commit'), (SELECT array_agg(code ORDER BY code) FROM mana_guard.rules WHERE timing = 'start' OR code IN ('MG107', 'MG613', 'MG624', 'MG712')), 'timing');
SELECT mana_guard.set_rule('*', NULL, params => '{"columns": ["seen_at"]}', object_pattern => 'later');
SELECT is((SELECT array_agg(code ORDER BY code) FROM mana_guard.explain('mail.later') WHERE parameters ->> 'columns' = '["seen_at"]'),
    '{MG201,MG202,MG210,MG211,MG220,MG301,MG302,MG305,MG307,MG407,MG408,MG411,MG502,MG504,MG522,MG801}', 'a parameter counts for the rules that have it');

-- Names are compared as they are stored.
SELECT mana_guard.set_rule('MG201', 'off', schema_pattern => 'Mail', object_pattern => 'Über*');
SELECT is((SELECT severity::text FROM mana_guard.explain('"Mail"."Überblick"') WHERE code = 'MG201'), 'off', 'with capitals');
SELECT is((SELECT severity::text FROM mana_guard.explain('Mail."Überblick"') WHERE code = 'MG201'), 'error', 'not where SQL folds them');
SELECT mana_guard.set_rule('MG201', 'off', object_pattern => '?ber');
SELECT is((SELECT severity::text FROM mana_guard.explain('mail."Über"') WHERE code = 'MG201'), 'off', 'a ? is a character, not a byte');
SELECT is((SELECT severity::text FROM mana_guard.explain('mail."ber"') WHERE code = 'MG201'), 'error', 'and no less');
SELECT mana_guard.set_rule('MG201', 'off', object_pattern => 'a%_b');
SELECT is((SELECT severity::text FROM mana_guard.explain('mail."axxb"') WHERE code = 'MG201'), 'error', 'LIKE''s characters mean nothing');

SELECT * FROM finish();
ROLLBACK;

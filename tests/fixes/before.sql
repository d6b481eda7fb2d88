-- Suite pages, before a fence whose findings are mended: one transaction where that can be, and no finding is told but
-- in the log.
SET mana_guard.max_severity = 'log';
SET client_min_messages = warning;
:begin;
SELECT mana_guard.set_rule(:'rule', 'log') \g /dev/null

-- (d) the guard, with its default policy.
CREATE EXTENSION mana_guard;
-- The tables that are dropped were announced to nobody.
SELECT mana_guard.set_rule('drop_table_cooldown', 'off');

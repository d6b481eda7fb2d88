-- (d) the guard, with its default policy.
CREATE EXTENSION mana_guard;

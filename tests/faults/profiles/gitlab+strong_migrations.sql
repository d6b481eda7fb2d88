--- error MG701: of equals the first named has the parameters
SELECT FROM mana_guard.deprecate('app.t', 'goes', 'a');
ALTER TABLE app.t DROP COLUMN a;

-- (b) the floor of event triggers: four in C that return at once.
CREATE EXTENSION rivals;
CREATE EVENT TRIGGER nothing_start ON ddl_command_start EXECUTE FUNCTION rival_nothing();
CREATE EVENT TRIGGER nothing_rewrite ON table_rewrite EXECUTE FUNCTION rival_nothing();
CREATE EVENT TRIGGER nothing_drop ON sql_drop EXECUTE FUNCTION rival_nothing();
CREATE EVENT TRIGGER nothing_end ON ddl_command_end EXECUTE FUNCTION rival_nothing();

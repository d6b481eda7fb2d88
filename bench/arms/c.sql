-- (c) the least that a guard on the command list costs.
CREATE EXTENSION rivals;
CREATE EVENT TRIGGER command_list ON ddl_command_end EXECUTE FUNCTION rival_command_list();

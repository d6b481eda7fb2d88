-- What every arm's database has before its guard comes: a schema of its own for the tables that are measured.
CREATE SCHEMA app;

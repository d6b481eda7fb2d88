ALTER TABLE app.one ADD COLUMN note text;

CREATE INDEX one_created_at_idx ON app.one (created_at);

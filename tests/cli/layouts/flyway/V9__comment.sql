COMMENT ON COLUMN app.one.note IS 'What was noted.';

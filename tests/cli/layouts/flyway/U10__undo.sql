DROP INDEX app.one_created_at_idx;

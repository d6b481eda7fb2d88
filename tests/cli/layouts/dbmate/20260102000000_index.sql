-- migrate:up transaction:false
CREATE INDEX one_created_at_idx ON app.one (created_at);

-- migrate:down
DROP INDEX app.one_created_at_idx;

-- +goose Up
CREATE INDEX one_created_at_idx ON app.one (created_at);
-- +goose StatementBegin
DO $$ BEGIN
    PERFORM 1;
END $$;
-- +goose StatementEnd

-- +goose Down
DROP INDEX app.one_created_at_idx;

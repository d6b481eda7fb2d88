-- Deploy storage:files to pg

BEGIN;

CREATE SCHEMA storage;
CREATE TABLE storage.files (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id text NOT NULL,
    name varchar(500) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_files_user_id ON storage.files (user_id);

COMMIT;

-- Deploy storage:uploads to pg
-- requires: files

BEGIN;

CREATE TABLE storage.folders (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_folders_user_id ON storage.folders (user_id);
-- Without timestamps.
CREATE TABLE storage.uploads (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id text NOT NULL
);
CREATE INDEX idx_uploads_user_id ON storage.uploads (user_id);

COMMIT;

-- Deploy storage:files_by_their_time to pg
-- requires: files

-- psql sends each statement by itself where there is no BEGIN.
CREATE INDEX CONCURRENTLY idx_files_created_at ON storage.files (created_at);

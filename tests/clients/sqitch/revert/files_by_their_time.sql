-- Revert storage:files_by_their_time from pg

DROP INDEX CONCURRENTLY storage.idx_files_created_at;

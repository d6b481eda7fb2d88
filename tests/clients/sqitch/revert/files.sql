-- Revert storage:files from pg

BEGIN;

DROP TABLE storage.files;
DROP SCHEMA storage;

COMMIT;

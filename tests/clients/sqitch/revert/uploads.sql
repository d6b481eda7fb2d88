-- Revert storage:uploads from pg

BEGIN;

DROP TABLE storage.uploads;
DROP TABLE storage.folders;

COMMIT;

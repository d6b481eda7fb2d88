// What the guidelines teach passes by every tool, without a word from the guard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from './database.mjs';
import { tools } from './tools.mjs';

const files = [
  'index storage.files_pkey',
  'index storage.files_storage_key_unique',
  'index storage.folders_pkey',
  'index storage.idx_files_created_at',
  'index storage.idx_files_parent_folder',
  'index storage.idx_files_user_id',
  'index storage.idx_folders_parent_folder',
  'index storage.idx_folders_user_id',
  'reference storage.files to storage.folders',
  'reference storage.folders to storage.folders',
  'schema storage',
  'table storage.files',
  'table storage.folders',
];

const drizzlesOwn = ['index drizzle.__drizzle_migrations_pkey', 'schema drizzle', 'table drizzle.__drizzle_migrations'];

for (const tool of tools) {
  const expected = tool.isTransactional ? [...files, ...drizzlesOwn].sort() : files;

  for (const profile of tool.profiles) {
    test(`storage.files passes by ${tool.name} under ${profile}`, async () => {
      const guarded = await database({}, profile);
      // The second time finds nothing to do, and doesn't take the guard's own schema for something to drop.
      for (const time of ['first', 'second']) {
        const { exit, error, output } = await tool.apply(guarded, 'files');
        assert.equal(exit, 0, `${time} time: ${error ?? output}`);
        assert.doesNotMatch(output, /MG\d{3}|Error/);
        assert.deepEqual(await guarded.relations(), expected);
      }
      assert.deepEqual(guarded.verdicts(), []);
      if (tool.isTransactional) assert.equal((await guarded.migrations()).length, 1);
    });
  }
}

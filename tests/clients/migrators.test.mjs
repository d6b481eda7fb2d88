// Under each profile: the good migrations pass without a word, the bad one is refused, reported and rolled back, and the tool's
// own tables pass, where the manual says to put them or, under `migrations`, where the tool does. A warning is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from './database.mjs';
import { migrators } from './migrators.mjs';

const ways = [
  { profile: 'guidelines', logSchema: 'migration_log' },
  { profile: 'migrations', logSchema: 'public' },
];

for (const tool of migrators) {
  for (const { profile, logSchema } of ways) {
    const { table, column, rows, schema = logSchema } = tool.log;

    test(`${tool.name} under ${profile}`, async (t) => {
      const guarded = await database({}, profile);
      const env = { ...guarded.env };
      if (logSchema !== 'public') {
        await guarded.run(`CREATE SCHEMA ${logSchema}`);
        env.LOG_SCHEMA = logSchema;
      }
      const logged = async () => {
        const found = await guarded.run(`SELECT ${column} AS name FROM ${schema}.${table} ORDER BY 1`);
        return found.map((row) => row.name);
      };

      await t.test('the good migrations pass', async () => {
        const { exit, output } = tool.good(env);
        assert.equal(exit, 0, output);
        assert.doesNotMatch(output, /MG\d{3}/);
        assert.deepEqual(guarded.verdicts(), []);
        assert.deepEqual(await logged(), rows);
      });

      const before = await guarded.relations();
      for (const object of ['table storage.files', 'index storage.idx_files_created_at', `table ${schema}.${table}`]) {
        assert.ok(before.includes(object), object);
      }

      await t.test('the bad one is refused', async () => {
        const { exit, output } = tool.all(env);
        assert.notEqual(exit, 0, output);
        assert.ok(output.includes(tool.breach), output);
        assert.match(output, /uploads (is in the shared schema|has no column created_at|is uuid)/);
        assert.match(output, /This would pass:/);
        assert.deepEqual(guarded.verdicts(), tool.verdicts ?? [`ERROR ${tool.breach}`]);
      });

      await t.test('and leaves nothing', async () => {
        assert.deepEqual(await guarded.relations(), before);
        assert.deepEqual(await logged(), rows);
      });

      await t.test('and with the rule at warn its developer reads the warning', async () => {
        await guarded.setRule(tool.breach, 'warn');
        const told = guarded.verdicts().length;
        const { exit, output } = tool.all(env);
        assert.equal(exit, 0, output);
        assert.ok(guarded.verdicts().slice(told).includes(`WARNING ${tool.breach}`));
        if (!tool.isSilent) assert.match(output, /uploads (is in the shared schema|has no column created_at|is uuid)/);
      });
    });
  }
}

// Under profile migrations schemas change by migrations alone, which hold the lock; drizzle's rows of what has run stay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from './database.mjs';
import { kitMigrate, ormMigrate, push } from './tools.mjs';

test('drizzle-kit push is refused under migrations, and told to generate and migrate', async () => {
  const guarded = await database({}, 'migrations');
  const { output } = push.apply(guarded, 'files');
  assert.deepEqual(guarded.verdicts(), ['ERROR MG611']);
  assert.match(output, /changed while nobody holds the migration lock \(advisory lock 987654321\)/);
  assert.match(output, /drizzle-kit generate writes the migration, and the script that runs it takes the lock/);
  assert.deepEqual(await guarded.relations(), []);
});

test('a migration without the lock is refused before it has made anything', async () => {
  const guarded = await database({}, 'migrations');
  const { error } = await ormMigrate.apply(guarded, 'files', { takesLock: false });
  assert.equal(error.cause.code, 'MG611');
  assert.deepEqual(await guarded.relations(), []);
});

test("drizzle's rows can be added to, and neither changed nor deleted once the fix of MG716 has run", async () => {
  const guarded = await database({}, 'migrations');
  assert.equal((await kitMigrate.apply(guarded, 'files')).exit, 0);
  const log = 'drizzle.__drizzle_migrations';
  const findings = await guarded.run(`SELECT code FROM mana_guard.findings('${log}') WHERE NOT exempt`);
  assert.deepEqual(findings.map(({ code }) => code), ['MG716']);
  await guarded.run(`SELECT pg_advisory_lock(987654321); DO $$ DECLARE line text; BEGIN
    FOR line IN SELECT mana_guard.fix('${log}') LOOP EXECUTE line; END LOOP; END $$`);
  for (const change of [`UPDATE ${log} SET hash = ''`, `DELETE FROM ${log}`, `TRUNCATE ${log}`]) {
    await assert.rejects(guarded.run(change), { code: 'MG716' });
  }
  assert.equal((await kitMigrate.apply(guarded, 'files')).exit, 0);
  await guarded.run(`INSERT INTO ${log} (hash, created_at) VALUES ('next', 1)`);
  assert.equal((await guarded.migrations()).length, 2);
});

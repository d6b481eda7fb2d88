// A superuser's tool whose first step is a dump: what psql loads is a restore and passes, what follows is judged.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import postgres from 'postgres';
import { database } from './database.mjs';
import { here, run } from './run.mjs';

const clean = `id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;
const legacy = 'CREATE SCHEMA legacy; CREATE TABLE legacy.items (id integer PRIMARY KEY, user_id uuid)';
const breach = 'CREATE TABLE legacy.parts (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid)';

let count = 0;

// What pg_dump writes of a database with this in it.
async function dumpOf(text) {
  const name = `dumped_${process.pid}_${++count}`;
  const server = postgres('postgres:///postgres', { user: 'postgres', max: 1 });
  await server.unsafe(`CREATE DATABASE ${name}`);
  await server.end();
  const sql = postgres(`postgres:///${name}`, { user: 'postgres', max: 1 });
  await sql.unsafe(text);
  await sql.end();
  const { exit, output } = run(['pg_dump', '--schema-only', name], { PGUSER: 'postgres' });
  assert.equal(exit, 0, output);
  return output;
}

const folder = () => mkdtempSync(join(here.pathname, 'restored-'));
const asSuperuser = ({ env }) => ({ ...env, PGUSER: 'postgres' });
const tables = async (guarded) => (await guarded.relations()).filter((object) => /^table legacy/.test(object));

test('sqitch deploys a dump, and its next change is judged', async () => {
  const guarded = await database();
  const project = folder();
  mkdirSync(join(project, 'deploy'));
  writeFileSync(join(project, 'sqitch.conf'), '[core]\n\tengine = pg\n');
  writeFileSync(join(project, 'sqitch.plan'), `%syntax-version=1.0.0\n%project=legacy\n
baseline 2026-11-25T11:24:24Z Developer <developer@example.com> # What was there.
parts [baseline] 2026-11-25T11:24:25Z Developer <developer@example.com> # And what comes.\n`);
  writeFileSync(join(project, 'deploy', 'baseline.sql'), await dumpOf(legacy));
  writeFileSync(join(project, 'deploy', 'parts.sql'), `${breach};\n`);
  const user = { SQITCH_FULLNAME: 'Developer', SQITCH_EMAIL: 'developer@example.com', TZ: 'UTC' };
  const command = ['sqitch', '--chdir', project, 'deploy', '--mode', 'change', `db:pg:${guarded.name}`];
  const { exit, output } = run(command, { ...asSuperuser(guarded), ...user });
  assert.notEqual(exit, 0, output);
  assert.match(output, /mana_guard does not check this session/);
  assert.match(output, /column user_id of table legacy.parts is uuid/);
  assert.deepEqual(guarded.verdicts(), ['ERROR MG201']);
  assert.deepEqual(await tables(guarded), ['table legacy.items']);
});

test('ActiveRecord loads a structure.sql, and the migrations after it are judged', async () => {
  const guarded = await database();
  const file = join(folder(), 'structure.sql');
  writeFileSync(file, await dumpOf(`${legacy}; CREATE SCHEMA migration_log`));
  const env = { ...asSuperuser(guarded), LOG_SCHEMA: 'migration_log' };
  const { exit, output } = run(['/usr/bin/ruby', 'activerecord/load.rb', file], env);
  assert.notEqual(exit, 0, output);
  assert.match(output, /column user_id of table storage.uploads is uuid/);
  assert.deepEqual(guarded.verdicts(), ['ERROR MG201']);
  assert.deepEqual(await tables(guarded), ['table legacy.items']);
});

// As Flyway's baseline and Liquibase's sqlFile: one session for all, over a driver.
for (const client of ['PostgreSQL JDBC Driver', 'Flyway']) {
  test(`a dump that ${client} runs leaves its session judged`, async () => {
    const guarded = await database();
    const dump = (await dumpOf(`CREATE SCHEMA legacy; CREATE TABLE legacy.items (${clean})`)).replace(/^\\.*$/gm, '');
    const sql = guarded.connect({ user: 'postgres', connection: { application_name: client }, onnotice: () => {} });
    try {
      await sql.unsafe(dump);
      const [marks] = await sql`SELECT current_setting('check_function_bodies') AS bodies, current_setting('search_path') AS path`;
      assert.deepEqual({ ...marks }, { bodies: 'off', path: '' });
      await assert.rejects(sql.unsafe(breach), { code: 'MG201' });
    } finally {
      await sql.end();
    }
    assert.deepEqual(guarded.verdicts(), ['ERROR MG201']);
    assert.deepEqual(await tables(guarded), ['table legacy.items']);
  });
}

// mana-guard run starts each tool against a scratch server: the report names what the guard saw, and the exit status says whether it
// was judged and found good.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { djangoMigrate, djangoProject, knexCommand } from './migrators.mjs';
import { here, run } from './run.mjs';
import { drizzleKit, environment, generate } from './tools.mjs';

// The database is that of mana-guard: it sets DATABASE_URL, PGHOST and so on.
const nowhere = { url: 'postgres:///nowhere', env: {} };

const withLock = (command) => ['./with-lock', ...command];

function drizzleProject(schema) {
  generate(nowhere, schema);
  return environment(nowhere, schema);
}

// `idle`: the tool succeeds without a migration.
const tools = [
  {
    name: 'drizzle-kit migrate',
    good: { command: withLock(drizzleKit('migrate')), env: drizzleProject('files') },
    bad: { command: withLock(drizzleKit('migrate')), env: drizzleProject('table_in_public') },
    idle: { command: withLock(drizzleKit('check')), env: drizzleProject('files') },
    breach: 'MG101 public.uploads',
  },
  {
    name: 'knex migrate:latest',
    good: { command: withLock(knexCommand('migrate:up')) },
    bad: { command: withLock(knexCommand('migrate:latest')) },
    idle: { command: knexCommand('--version') },
    breach: 'MG101 public.uploads',
  },
  {
    name: 'Django migrate',
    good: { command: djangoMigrate('storage', '0002'), env: djangoProject },
    bad: { command: djangoMigrate(), env: djangoProject },
    idle: { command: djangoMigrate('--plan'), env: djangoProject },
    breach: 'MG201 storage.uploads',
  },
];

// The log of migrations is where the tool puts it by default.
function judged({ command, env }) {
  const file = `judged_${process.pid}.json`;
  const options = ['--profile', 'migrations', '--format', 'text', '--format', `json=${file}`];
  const { exit, output } = run([process.env.MANA_GUARD, 'run', ...options, '--', ...command], env ?? {});
  const report = JSON.parse(readFileSync(new URL(file, here), 'utf8'));
  return { exit, output, report };
}

const errors = ({ findings }) =>
  findings.filter(({ severity }) => severity === 'error').map(({ code, object }) => `${code} ${object.identity}`);

for (const tool of tools) {
  test(`${tool.name} on a scratch server`, async (t) => {
    await t.test('a migration that breaks a rule fails the run', () => {
      const { exit, output, report } = judged(tool.bad);
      assert.equal(exit, 1, output);
      assert.deepEqual(errors(report), [tool.breach]);
      assert.ok(output.includes(tool.breach.split(' ')[0]), output);
      assert.ok(!report.not_judged.some((sentence) => sentence.includes('MG611')), 'the lock of migrations is judged');
    });

    await t.test('good migrations pass', () => {
      const { exit, output, report } = judged(tool.good);
      assert.equal(exit, 0, output);
      assert.deepEqual(report.findings, []);
    });

    await t.test('a run that migrates nothing is no all-clear', () => {
      const { exit, output, report } = judged(tool.idle);
      assert.equal(exit, 3, output);
      assert.match(report.failure, /changed no schema/);
    });
  });
}

// Under the profile general a new project migrates without a word, whose tables are in public and have no timestamps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from './database.mjs';
import { run } from './run.mjs';

const projects = [
  {
    name: 'Django',
    command: ['/usr/bin/python3', '-m', 'django', 'migrate'],
    env: { PYTHONPATH: 'django', DJANGO_SETTINGS_MODULE: 'contrib' },
    tables: ['auth_user', 'django_admin_log', 'django_flatpage', 'django_redirect', 'django_session', 'django_site'],
  },
  {
    name: 'ActiveRecord',
    command: ['/usr/bin/ruby', 'activerecord/new.rb'],
    tables: ['ar_internal_metadata', 'schema_migrations'],
  },
];

for (const { name, command, env, tables } of projects) {
  test(`a new project of ${name}`, async () => {
    const guarded = await database({}, 'general');
    const { exit, output } = run(command, { ...guarded.env, ...env });
    assert.equal(exit, 0, output);
    assert.deepEqual(guarded.verdicts(), []);
    const made = await guarded.relations();
    for (const table of tables) assert.ok(made.includes(`table public.${table}`), table);
  });
}

test('and what is wrong anywhere is still told', async () => {
  const guarded = await database({}, 'general');
  await guarded.run('CREATE TABLE people (id integer PRIMARY KEY)');
  assert.deepEqual(guarded.verdicts(), ['WARNING MG208']);
});

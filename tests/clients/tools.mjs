// The three ways by which Drizzle changes a database: each takes a database and the name of a schema of schema/, and gives
// back what a developer sees: exit code and output, or the error that was thrown.
import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';

const here = new URL('.', import.meta.url);

function drizzleKit(args, env) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, ['node_modules/drizzle-kit/bin.cjs', ...args], {
    cwd: here,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  if (error) throw error;
  return { exit: status, output: stripVTControlCharacters(stdout + stderr) };
}

// The process id keeps the test files apart, which run side by side; drizzle-kit wants a relative path.
const migrationsOf = (schema) => `./migrations/${process.pid}/${schema}`;

function environment(database, schema) {
  return {
    ...database.env,
    DATABASE_URL: database.url,
    // The good tables first, so that a breach has something before it that can be rolled back or stay.
    CASE_SCHEMA: Array.from(new Set(['files', schema]), (file) => `./schema/${file}.ts`).join(' '),
    CASE_MIGRATIONS: migrationsOf(schema),
  };
}

const generated = new Set();

function generate(database, schema) {
  if (generated.has(schema)) return;
  const { exit, output } = drizzleKit(['generate'], environment(database, schema));
  if (exit !== 0) throw new Error(`drizzle-kit generate: exit ${exit}\n${output}`);
  generated.add(schema);
}

export const push = {
  name: 'drizzle-kit push',
  isTransactional: false,
  apply: (database, schema) => drizzleKit(['push', '--force'], environment(database, schema)),
};

export const kitMigrate = {
  name: 'drizzle-kit migrate',
  isTransactional: true,
  apply(database, schema) {
    generate(database, schema);
    return drizzleKit(['migrate'], environment(database, schema));
  },
};

export const ormMigrate = {
  name: "drizzle-orm's migrate()",
  isTransactional: true,
  async apply(database, schema) {
    generate(database, schema);
    const notices = [];
    const client = database.connect({ onnotice: (notice) => notices.push(notice.message) });
    const migrationsFolder = new URL(migrationsOf(schema), here).pathname;
    const error = await migrate(drizzle(client), { migrationsFolder }).catch((thrown) => thrown);
    await client.end();
    return { exit: error ? 1 : 0, error, output: notices.join('\n') };
  },
};

export const tools = [push, kitMigrate, ormMigrate];

// The three ways by which Drizzle changes a database: each takes a database and the name of a schema of schema/, and gives
// back what a developer sees: exit code and output, or the error that was thrown. `profiles`: under which it is used.
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { here, run, runWithLock } from './run.mjs';

export const drizzleKit = (...args) => [process.execPath, 'node_modules/drizzle-kit/bin.cjs', ...args];

// The process id keeps the test files apart, which run side by side; drizzle-kit wants a relative path.
const migrationsOf = (schema) => `./migrations/${process.pid}/${schema}`;

export function environment(database, schema) {
  return {
    ...database.env,
    DATABASE_URL: database.url,
    // The good tables first, so that a breach has something before it that can be rolled back or stay.
    CASE_SCHEMA: Array.from(new Set(['files', schema]), (file) => `./schema/${file}.ts`).join(' '),
    CASE_MIGRATIONS: migrationsOf(schema),
  };
}

const generated = new Set();

export function generate(database, schema) {
  if (generated.has(schema)) return;
  const { exit, output } = run(drizzleKit('generate'), environment(database, schema));
  if (exit !== 0) throw new Error(`drizzle-kit generate: exit ${exit}\n${output}`);
  generated.add(schema);
}

export const push = {
  name: 'drizzle-kit push',
  isTransactional: false,
  profiles: ['guidelines'],
  apply: (database, schema) => run(drizzleKit('push', '--force'), environment(database, schema)),
};

export const kitMigrate = {
  name: 'drizzle-kit migrate',
  isTransactional: true,
  profiles: ['guidelines', 'migrations'],
  apply(database, schema) {
    generate(database, schema);
    return runWithLock(drizzleKit('migrate'), environment(database, schema));
  },
};

export const ormMigrate = {
  name: "drizzle-orm's migrate()",
  isTransactional: true,
  profiles: ['guidelines', 'migrations'],
  async apply(database, schema, { takesLock = true } = {}) {
    generate(database, schema);
    const notices = [];
    const client = database.connect({
      connection: { lock_timeout: '5s' },
      onnotice: (notice) => notices.push(notice.message),
    });
    // As the guidelines' script does.
    const [{ acquired }] = await client`SELECT NOT ${takesLock} OR pg_try_advisory_lock(987654321) AS acquired`;
    if (!acquired) throw new Error('another migration is running');
    const migrationsFolder = new URL(migrationsOf(schema), here).pathname;
    const error = await migrate(drizzle(client), { migrationsFolder }).catch((thrown) => thrown);
    await client.end();
    return { exit: error ? 1 : 0, error, output: notices.join('\n') };
  },
};

export const tools = [push, kitMigrate, ormMigrate];

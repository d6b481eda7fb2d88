// The other migration tools, each with a project in the folder of its name (those over pg in pg/): three migrations, of which the guard is to refuse
// the last. `good` brings the first two, as they are called in the tool's log, and `all` everything that is left.
import { run, runWithLock } from './run.mjs';

// Debian's, whose packages the tools are.
const python = '/usr/bin/python3';
const ruby = '/usr/bin/ruby';
const node = (script, ...args) => [process.execPath, `pg/node_modules/${script}`, ...args];

const timeout = { PGOPTIONS: '-c lock_timeout=5s' };

// A tool's programs get the log's schema in LOG_SCHEMA, where it isn't the tool's default.
export const migrators = [
  {
    name: 'Django',
    breach: 'MG201',
    log: { table: 'django_migrations', column: 'name', rows: ['0001_files', '0002_files_by_their_time'] },
    good: (env) => django(env, 'storage', '0002'),
    all: (env) => django(env),
  },
  {
    name: 'Alembic',
    breach: 'MG101',
    log: { table: 'alembic_version', column: 'version_num', rows: ['6116346ff674'] },
    good: (env) => alembic(env, '6116346ff674'),
    all: (env) => alembic(env, 'head'),
  },
  {
    name: 'ActiveRecord',
    breach: 'MG201',
    log: { table: 'schema_migrations', column: 'version', rows: ['20261125090000', '20261125090100'] },
    good: (env) => run([ruby, 'activerecord/migrate.rb', '20261125090100'], env),
    all: (env) => run([ruby, 'activerecord/migrate.rb'], env),
  },
  {
    name: 'sqitch',
    breach: 'MG301',
    log: { schema: 'sqitch', table: 'changes', column: 'change', rows: ['files', 'files_by_their_time'] },
    good: (env) => sqitch(env, '--to', 'files_by_their_time'),
    all: (env) => sqitch(env),
  },
  {
    name: 'node-pg-migrate',
    isSilent: true, // of warnings
    breach: 'MG301',
    log: {
      table: 'pgmigrations',
      column: 'name',
      rows: ['1795605909249_files', '1795605909395_files-by-their-time'],
    },
    good: (env) => nodePgMigrate(env, '2'),
    all: (env) => nodePgMigrate(env),
  },
  {
    name: 'knex',
    breach: 'MG101',
    verdicts: ['WARNING MG101', 'ERROR MG101'],
    log: {
      table: 'knex_migrations',
      column: 'name',
      rows: ['20261125112437_files.js', '20261125112438_files_by_their_time.js'],
    },
    good(env) {
      const first = knex(env, 'migrate:up');
      return first.exit === 0 ? knex(env, 'migrate:up') : first;
    },
    all: (env) => knex(env, 'migrate:latest'),
  },
  {
    name: 'TypeORM',
    breach: 'MG201',
    log: { table: 'migrations', column: 'name', rows: ['Files1795605928574', 'FilesByTheirTime1795605950110'] },
    good: (env) => typeorm({ ...env, MIGRATIONS: '*-files*' }),
    all: (env) => typeorm(env),
  },
];

export const djangoProject = { PYTHONPATH: 'django', DJANGO_SETTINGS_MODULE: 'settings' };
export const djangoMigrate = (...args) => [python, '-m', 'django', 'migrate', ...args];

const django = (env, ...args) => run(djangoMigrate(...args), { ...env, ...djangoProject });

function alembic(env, revision) {
  return run([python, '-m', 'alembic', '-c', 'alembic/alembic.ini', 'upgrade', revision], env);
}

function sqitch(env, ...args) {
  // So that it asks nobody who and where he is.
  const user = { SQITCH_FULLNAME: 'Developer', SQITCH_EMAIL: 'developer@example.com', TZ: 'UTC' };
  const command = ['sqitch', '--chdir', 'sqitch', 'deploy', ...args, `db:pg:${env.PGDATABASE}`];
  return runWithLock(command, { ...env, ...timeout, ...user });
}

function nodePgMigrate(env, ...args) {
  const log = env.LOG_SCHEMA ? ['--migrations-schema', env.LOG_SCHEMA] : [];
  const options = ['--migrations-dir', 'pg/node-pg-migrate/migrations', '--no-verbose', ...log];
  const command = node('node-pg-migrate/bin/node-pg-migrate.js', 'up', ...args, ...options);
  return runWithLock(command, { ...env, ...timeout });
}

export const knexCommand = (...args) => node('knex/bin/cli.js', '--knexfile', 'pg/knex/knexfile.js', ...args);

const knex = (env, ...args) => runWithLock(knexCommand(...args), { ...env, ...timeout });

function typeorm(env) {
  const command = node('typeorm/cli.js', 'migration:run', '--dataSource', 'pg/typeorm/data-source.js');
  return runWithLock(command, { ...env, ...timeout });
}

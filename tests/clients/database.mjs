// A guarded database for each case, and what can be seen of it from outside.
import { readFileSync } from 'node:fs';
import postgres from 'postgres';

// The tools connect as this role, which owns its database and is no superuser.
const developer = 'developer';

let count = 0;

// database([settings[, profile]]): creates a database with the guard in it; settings are made its defaults. postgres.js takes
// host, port and user from PGHOST, PGPORT and PGUSER where the URL has none, so a unix socket is possible.
export async function database(settings = {}, profile = 'guidelines') {
  const name = `case_${process.pid}_${++count}`;
  await asSuperuser('postgres', async (sql) => {
    await sql.unsafe(`CREATE DATABASE ${name} OWNER ${developer}`);
  });
  await asSuperuser(name, async (sql) => {
    await sql`CREATE EXTENSION mana_guard`;
    await sql`SELECT mana_guard.use_profile(${profile})`;
    for (const [setting, value] of Object.entries({ ...globalSettings(), ...settings })) {
      await sql.unsafe(`ALTER DATABASE ${name} SET ${setting} = '${value}'`);
    }
  });
  const connect = (options) => postgres(`postgres:///${name}`, { user: developer, max: 1, ...options });
  return {
    name,
    url: `postgres:///${name}?lock_timeout=5s`,
    env: { PGUSER: developer, PGDATABASE: name },
    connect,
    run: (text) => once(connect(), (sql) => sql.unsafe(text)),
    relations: () => asSuperuser(name, relations),
    migrations: () => asSuperuser(name, (sql) => sql`SELECT hash FROM drizzle.__drizzle_migrations`),
    verdicts: () => verdicts(name),
    findings: (table) =>
      asSuperuser(name, async (sql) => (await sql`SELECT code FROM mana_guard.findings(${table}::regclass)`).map(({ code }) => code)),
    columns: (table) =>
      asSuperuser(name, async (sql) => {
        const rows = await sql`SELECT attname FROM pg_attribute WHERE attrelid = ${table}::regclass AND attnum > 0`;
        return rows.map((row) => row.attname);
      }),
    setDialect: (dialect) => asSuperuser(name, (sql) => sql`SELECT mana_guard.set_dialect(${dialect})`),
    setRule: (rule, severity) => asSuperuser(name, (sql) => sql`SELECT mana_guard.set_rule(${rule}, ${severity})`),
  };
}

// To see that the cases can fail: CLIENTS_GUARD=off.
function globalSettings() {
  return process.env.CLIENTS_GUARD === 'off' ? { 'mana_guard.enabled': 'off' } : {};
}

const asSuperuser = (name, work) => once(postgres(`postgres:///${name}`, { max: 1, onnotice: () => {} }), work);

async function once(sql, work) {
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

// The schemas, tables, indexes and foreign keys that are neither the server's nor the guard's, as "kind name", sorted.
async function relations(sql) {
  const rows = await sql`
    WITH houses AS (
      SELECT oid, nspname FROM pg_namespace
      WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'mana_guard')
    ), objects(kind, name) AS (
      SELECT 'schema', nspname::text FROM houses WHERE nspname <> 'public'
      UNION ALL
      SELECT CASE relkind WHEN 'i' THEN 'index' ELSE 'table' END, format('%s.%s', nspname, relname)
      FROM pg_class JOIN houses ON houses.oid = relnamespace WHERE relkind IN ('r', 'i')
      UNION ALL
      SELECT 'reference', format('%s to %s', conrelid::regclass, confrelid::regclass)
      FROM pg_constraint JOIN houses ON houses.oid = connamespace WHERE contype = 'f'
    )
    SELECT kind || ' ' || name AS object FROM objects`;
  return rows.map((row) => row.object).sort();
}

// What the guard said in that database, as "ERROR MG101", from the server's log: it also has what a tool swallows. Each line
// begins with database and SQLSTATE (log_line_prefix).
function verdicts(name) {
  const line = new RegExp(`^${name} (MG\\d{3}) (WARNING|ERROR):`, 'gm');
  return Array.from(readFileSync(process.env.SERVER_LOG, 'utf8').matchAll(line), ([, code, level]) => `${level} ${code}`);
}

// What a HINT says in a tool's words is run by that tool itself: a table that was refused is made of the HINT's lines, and an
// index on a table in use is built as it says. Of Prisma, whose engine isn't to be had, the form alone is checked.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { transformSync } from 'esbuild';
import { database } from './database.mjs';
import { here } from './run.mjs';
import { ormMigrate } from './tools.mjs';

const bad = `
  CREATE TABLE public.uploads (
    user_id uuid NOT NULL UNIQUE,
    amount money NOT NULL DEFAULT 0,
    seen_at timestamp,
    meta json NOT NULL DEFAULT '{}',
    code char(3) NOT NULL DEFAULT 'new',
    is_open boolean DEFAULT true,
    tags text[] NOT NULL DEFAULT '{}')`;

const keyless = `
  BEGIN;
  CREATE TABLE storage.keyless (
    name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
  COMMIT`;

const start = `
  CREATE SCHEMA storage;
  CREATE TABLE storage.files (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
  INSERT INTO storage.files (name) VALUES ('a');`;

async function guarded(dialect) {
  const one = await database();
  await one.setDialect(dialect);
  await one.setRule('jsonb', 'warn');
  await one.run(start);
  return one;
}

// The lines below "In Tool:", and the codes of the findings.
async function told(one, tool, statement) {
  const notices = [];
  const client = one.connect({ onnotice: (notice) => notices.push(notice) });
  const error = await client.unsafe(statement).catch((thrown) => thrown);
  await client.end();
  const { hint, detail } = error?.hint ? error : notices[0];
  const lines = hint.split('\n');
  const begin = lines.indexOf(`In ${tool}:`);
  assert.ok(begin >= 0, hint);
  return { lines: lines.slice(begin + 1), codes: Array.from(detail.matchAll(/^MG\d{3}/gm), ([code]) => code) };
}

function execute(program, args, env, input) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: here,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    input: JSON.stringify(input),
    timeout: 60_000,
  });
  if (error) throw error;
  return { exit: status, output: stdout + stderr };
}

const property = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

// How each tool makes a table of columns, and an index on storage.files.
const tools = [
  {
    name: 'Drizzle',
    placed: /^pgSchema/,
    column: /^\w+\('(\w+)'.*\)/,
    index: /^index\(/,
    async table(one, { placed, columns }) {
      assert.equal(placed, "pgSchema('storage').table('uploads', ...)");
      const schema = `dialect_${process.pid}`;
      const fields = columns.map((line) => `  ${property(line.match(this.column)[1])}: ${line},`).join('\n');
      writeFileSync(
        new URL(`schema/${schema}.ts`, here),
        `import { sql } from 'drizzle-orm';\nimport * as pg from 'drizzle-orm/pg-core';\n` +
          `const { text, uuid, timestamp, numeric, jsonb, boolean } = pg;\n` +
          `export const uploads = pg.pgSchema('storage').table('uploads', {\n${fields}\n});\n`
      );
      return ormMigrate.apply(one, schema);
    },
    // migrate() can't build it in use: what it generates is SQL.
    async indexed(one, lines) {
      const { pgTable, index, uuid, text, getTableConfig } = await import('drizzle-orm/pg-core');
      const make = new Function('index', 't', `return ${lines[0]}`);
      const files = pgTable('files', { id: uuid('id'), name: text('name') }, (t) => [make(index, t)]);
      const [{ config }] = getTableConfig(files).indexes;
      await one.run(
        `CREATE INDEX CONCURRENTLY ${config.name} ON storage.files (${config.columns.map((column) => column.name)})`
      );
      return { exit: 0 };
    },
  },
  {
    name: 'TypeORM',
    placed: /^@Entity/,
    column: /^@(Primary)?Column/,
    index: /^@Index/,
    table: (one, { placed, columns }) => typeorm(one, `${placed}\nexport class Upload {\n${columns.join('\n')}\n}`),
    indexed: (one, lines) =>
      typeorm(
        one,
        `${lines[0]}\n@Entity({ schema: 'storage', name: 'files' })\nexport class Upload {\n` +
          `@PrimaryColumn('uuid') id: string;\n@Column('text', { nullable: true }) name: string | null;\n}`,
        'indexes'
      ),
  },
  {
    name: 'Django',
    placed: /^db_table/,
    column: /^\w+ = models\./,
    index: /^models\.Index/,
    table: (one, lines) => execute('/usr/bin/python3', ['dialects/django_lines.py'], one.env, { indexes: [], ...lines }),
    indexed: (one, indexes) =>
      execute('/usr/bin/python3', ['dialects/django_lines.py'], one.env, { columns: [], indexes: [indexes[0]] }),
    // A DecimalField needs its digits.
    leaves: ['amount'],
  },
  {
    name: 'SQLAlchemy',
    placed: /^op\.create_table/,
    column: /^sa\.Column/,
    index: /^op\.create_index/,
    table: (one, lines) =>
      execute('/usr/bin/python3', ['dialects/sqlalchemy_lines.py'], one.env, { indexes: [], ...lines }),
    indexed: (one, indexes) =>
      execute('/usr/bin/python3', ['dialects/sqlalchemy_lines.py'], one.env, { columns: [], indexes: [indexes[0]] }),
  },
  {
    name: 'Rails',
    placed: /^create_table '/,
    column: /^(t\.column|create_table \.\.\.)/,
    index: /^add_index/,
    table: (one, lines) => execute('/usr/bin/ruby', ['dialects/rails_lines.rb'], one.env, { indexes: [], ...lines }),
    indexed: (one, indexes) =>
      execute('/usr/bin/ruby', ['dialects/rails_lines.rb'], one.env, { columns: [], indexes: [indexes[0]] }),
  },
];

// In pg/, where its packages are.
function typeorm(one, entity, what = 'all') {
  const file = `pg/dialect_${process.pid}_${what}.mjs`;
  const source = `
    import 'reflect-metadata';
    import { DataSource, Entity, Column, PrimaryColumn, PrimaryGeneratedColumn, Index } from 'typeorm';
    ${entity}
    const source = await new DataSource({
      type: 'postgres', database: process.env.PGDATABASE, uuidExtension: 'pgcrypto', installExtensions: false, entities: [Upload],
    }).initialize();
    if ('${what}' === 'all') await source.synchronize();
    else {
      const [index] = source.getMetadata(Upload).indices;
      await source.query(\`CREATE INDEX CONCURRENTLY "\${index.name}" ON \${source.getMetadata(Upload).tablePath} (\${index.columns.map((column) => column.databaseName)})\`);
    }
    await source.destroy();`;
  const tsconfigRaw = { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } };
  writeFileSync(new URL(file, here), transformSync(source, { loader: 'ts', format: 'esm', target: 'es2022', tsconfigRaw }).code);
  return execute(process.execPath, [file], one.env);
}

for (const tool of tools) {
  test(`a table of ${tool.name}'s lines passes`, async () => {
    const one = await guarded(tool.name.toLowerCase());
    const { lines, codes } = await told(one, tool.name, bad);
    assert.ok(codes.includes('MG101') && codes.includes('MG201') && codes.includes('MG301'), codes.join());
    const placed = lines.find((line) => tool.placed.test(line));
    const key = await told(one, tool.name, keyless);
    assert.deepEqual(key.codes, ['MG501']);
    const columns = [...key.lines, ...lines].filter((line) => tool.column.test(line) && line !== placed);

    const fresh = await database();
    await fresh.setRule('jsonb', 'warn');
    // drizzle's migration makes it.
    if (tool.name !== 'Drizzle') await fresh.run('CREATE SCHEMA storage');
    const result = await tool.table(fresh, { placed, columns });
    assert.equal(result.exit, 0, result.output ?? String(result.error?.cause ?? result.error));
    const left = await fresh.findings('storage.uploads');
    assert.deepEqual(left.filter((code) => codes.includes(code)), [], `left of ${codes}`);
    const made = await fresh.columns('storage.uploads');
    const names = ['id', 'user_id', 'amount', 'seen_at', 'meta', 'code', 'is_open', 'created_at', 'updated_at'];
    const missing = names.filter((name) => !made.includes(name) && !tool.leaves?.includes(name));
    assert.deepEqual(missing, [], result.output);
  });

  test(`an index on a table in use by ${tool.name}'s line is built without a word`, async () => {
    const one = await guarded(tool.name.toLowerCase());
    const { lines, codes } = await told(one, tool.name, 'CREATE INDEX idx_files_name ON storage.files (name)');
    assert.deepEqual(codes, ['MG601']);
    await one.run('DROP INDEX storage.idx_files_name');
    const before = one.verdicts().length;
    const result = await tool.indexed(one, lines.filter((line) => tool.index.test(line)));
    assert.equal(result.exit, 0, result.output);
    assert.deepEqual(one.verdicts().slice(before), []);
    assert.ok((await one.relations()).includes('index storage.idx_files_name'));
  });
}

test("Prisma's lines are fields of its schema", async () => {
  const one = await guarded('prisma');
  const { lines } = await told(one, 'Prisma', bad);
  const field = /^\w+ (String|Boolean|Int|BigInt|Float|Decimal|DateTime|Json|Bytes)(\[\]|\?)?( @(id|unique|default\(([^()"]|\(\)|"[^"]*"|dbgenerated\("[^"]*"\))*\)|db\.\w+(\(\d+(,\d+)?\))?))*$/;
  const fields = lines.filter((line) => /^\w+ [A-Z]/.test(line) && !line.endsWith('.'));
  assert.equal(fields.length, 8, lines.join('\n'));
  for (const line of fields) assert.match(line, field);
  assert.ok(lines.includes('user_id String @unique'));
  assert.ok(lines.some((line) => line.startsWith('@@schema("storage")')));
});
